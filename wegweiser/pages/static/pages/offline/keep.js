// Saves what a family needs without a net: the directory, and the Sozialraum whose page it opened, with its map.
// Pages of single places are not saved, nor what pages for people in danger load: a telephone must not tell what
// somebody looked at.
import { calm } from "../calm.js";

const CACHE = "wegweiser";
const REFRESHED_AFTER_MS = 60 * 60 * 1000;
const DEEPEST_ZOOM = 15;
const MOST_TILES = 150;
const AT_ONCE = 4;
const CHANGING = /^(text\/html|application\/(geo\+)?json)/;
const SHELL = /^\/(static\/(?!pages\/exit)|symbole\.svg|farbe\/|zeichen)/;

const controls = document.querySelector(".keep");

if ("serviceWorker" in navigator && "caches" in window) addEventListener("load", () => calm().then(start).catch(() => {}));

async function start() {
  await navigator.serviceWorker.register("/sw.js");
  if (document.documentElement.hasAttribute("data-saved")) return;
  const cache = await caches.open(CACHE);
  await refresh(cache);
  await savePage(cache, document.body.dataset.offline);
  await saveFiles(cache, loaded(SHELL));
  document.documentElement.dataset.kept = "directory";
  if (controls) await offer(cache);
}

// Everything that was saved is asked for again after an hour; what is no longer there is forgotten.
async function refresh(cache) {
  for (const request of await cache.keys()) {
    const saved = await cache.match(request);
    const changes = CHANGING.test(saved.headers.get("Content-Type"));
    const age = Date.now() - Date.parse(saved.headers.get("Date"));
    if (changes && !(age < REFRESHED_AFTER_MS)) await savePage(cache, request.url, { again: true });
  }
}

async function savePage(cache, address, { again = false } = {}) {
  if (!again && (await cache.match(address))) return;
  const answer = await fetch(address, { cache: "no-cache", credentials: "omit" });
  if (answer.ok) await cache.put(address, answer);
  else if (answer.status < 500) await cache.delete(address); // a server that is away says nothing of the page
}

async function saveFiles(cache, addresses) {
  const waiting = [...addresses];
  const take = async () => {
    for (let address = waiting.pop(); address; address = waiting.pop()) {
      if (!(await cache.match(address))) await cache.add(address);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
}

function loaded(pattern) {
  return performance.getEntriesByType("resource").map((entry) => new URL(entry.name))
    .filter((address) => address.origin === location.origin && pattern.test(address.pathname))
    .map((address) => address.pathname + address.search);
}

async function offer(cache) {
  const page = location.pathname;
  const show = (kept) => {
    controls.hidden = false;
    controls.classList.toggle("is-kept", kept);
    document.documentElement.dataset.kept = kept ? "sozialraum" : "directory";
  };
  const save = async () => {
    await saveFiles(cache, [...sozialraumFiles(), ...loaded(SHELL)]);
    await savePage(cache, page, { again: true });
    show(true);
  };
  controls.querySelector(".save").addEventListener("click", save);
  controls.querySelector(".forget").addEventListener("click", async () => {
    for (const address of [page, ...sozialraumFiles()]) await cache.delete(address);
    show(false);
  });
  if (navigator.connection?.saveData) show(Boolean(await cache.match(page)));
  else await save();
}

function sozialraumFiles() {
  const data = JSON.parse(document.getElementById("map-data").textContent);
  return [data.places + data.query, data.area, ...data.tiles.flatMap((layer) => tilesOf(layer, data.bounds))];
}

function tilesOf(layer, bounds) {
  const found = [];
  for (let zoom = layer.minzoom; zoom <= Math.min(layer.maxzoom, DEEPEST_ZOOM); zoom += 1) {
    const addresses = tilesAt(layer, bounds, zoom);
    if (found.length + addresses.length > MOST_TILES) break;
    found.push(...addresses);
  }
  return found;
}

// Bounds are west, south, east, north in degrees; tiles are counted from the north-west (Web Mercator).
function tilesAt(layer, [west, south, east, north], zoom) {
  const count = 2 ** zoom;
  const column = (lon) => Math.floor(((lon + 180) / 360) * count);
  const row = (lat) => Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * count);
  const found = [];
  for (let x = column(west); x <= column(east); x += 1) {
    for (let y = row(north); y <= row(south); y += 1) {
      found.push(layer.tiles.replace("{z}", zoom).replace("{x}", x).replace("{y}", y));
    }
  }
  return found;
}
