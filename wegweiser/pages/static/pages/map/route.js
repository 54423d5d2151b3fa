// „Weg zeigen“ opens the phone's own map program; elsewhere the link stays as it is. Nobody is asked before the tap.
const ANDROID = /Android/.test(navigator.userAgent);
const APPLE = /iPhone|iPad/.test(navigator.userAgent);

export function adaptRoutes(root) {
  for (const link of root.querySelectorAll("a.way")) {
    const { coordinates } = link.dataset;
    if (ANDROID) link.href = `geo:${coordinates}?q=${coordinates}`;
    if (APPLE) link.href = `https://maps.apple.com/?daddr=${coordinates}&dirflg=w`;
  }
}
