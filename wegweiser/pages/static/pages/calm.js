// Resolves when the page has all that it shows: what is fetched for later must not hold that up.
const QUIET_MS = 1000;

export function calm() {
  return new Promise((done) => {
    let timer = 0;
    const watcher = new PerformanceObserver(() => wait());
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        watcher.disconnect();
        done();
      }, QUIET_MS);
    };
    watcher.observe({ type: "resource" });
    wait();
  });
}
