// Network first, what is saved second. keep.js decides what is saved; POST answers and staff pages never are.
const CACHE = "wegweiser";
const PATIENCE_MS = 6000;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || pathname.startsWith("/admin/")) return;
  event.respondWith(request.mode === "navigate" ? page(request) : fetch(request).catch(() => saved(request)));
});

// A net that only seems to be there must not keep anybody waiting.
async function page(request) {
  const answer = fetch(request);
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE_MS));
  try {
    return await Promise.race([answer, late]);
  } catch {
    const kept = (await match(request)) ?? (await match(directoryFor(request)));
    return kept ? marked(kept) : answer;
  }
}

async function saved(request) {
  return (await match(request)) ?? Response.error();
}

async function match(request) {
  return (await caches.open(CACHE)).match(request, { ignoreVary: true });
}

// /tr/karte/ is Turkish, /karte/ German.
function directoryFor(request) {
  const [, first] = new URL(request.url).pathname.split("/");
  return LANGUAGES.includes(first) ? `/${first}/offline/` : "/offline/";
}

// What is old must say so: pages.css shows a note, and hides what depends on the hour.
async function marked(response) {
  const html = await response.text();
  return new Response(html.replace("<html ", "<html data-saved "), { headers: { "Content-Type": "text/html; charset=utf-8" } });
}
