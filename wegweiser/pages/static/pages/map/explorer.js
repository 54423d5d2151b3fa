// Joins list, map and detail. Without it every link still leads to a page that says the same.
import { startAround } from "./around.js";
import { addTiles, calm, createMap, veilAround } from "./basemap.js";
import { startFilters } from "./filters.js";
import { showHere, startFinder } from "./finder.js";
import { Markers } from "./markers.js";
import { Panel } from "./panel.js";
import { Positions } from "./positions.js";
import { adaptRoutes } from "./route.js";
import { startToggle } from "./toggle.js";
import { offerTools } from "./tools.js";

const CLOSE_UP_ZOOM = 16;
const data = JSON.parse(document.getElementById("map-data").textContent);
const container = document.getElementById("map");
const wide = matchMedia("(min-width: 900px)");

const map = createMap(container, data);
const panel = new Panel(data, () => markers.choose(null));
const markers = new Markers(map, data, {
  open: (place) => openPlace(place.id, { closer: false }),
  stack: (places) => panel.showStack(places, (id) => openPlace(id, { closer: false })),
  light: (id, lit) => cardOf(id)?.classList.toggle("is-lit", lit),
});

function cardOf(id) {
  return document.querySelector(`.places [data-place="${id}"]`);
}

async function openPlace(id, { closer }) {
  const place = markers.choose(id);
  await panel.showPlace(id);
  if (!place) return;
  if (closer && map.getZoom() < CLOSE_UP_ZOOM) map.setView(place.latlng, CLOSE_UP_ZOOM, { animate: !calm });
  keepInSight(place.latlng);
}

// A sheet covers the lower part of a phone's screen.
function keepInSight(latlng) {
  const box = container.getBoundingClientRect();
  const covered = wide.matches ? 0 : Math.max(0, box.bottom - panel.top());
  if (covered > box.height - 120) return;
  map.panInside(latlng, { paddingTopLeft: [40, 40], paddingBottomRight: [60, covered + 40], animate: !calm });
}

for (const [type, lit] of [["pointerover", true], ["pointerout", false]]) {
  document.addEventListener(type, (event) => {
    const card = event.target.closest?.(".places .card");
    if (card) markers.light(Number(card.dataset.place), lit);
  });
}

// On a wide screen the detail takes the list's place; on a phone the link leads to the place's own page.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".places .card a");
  if (!link || !wide.matches || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  openPlace(Number(link.closest(".card").dataset.place), { closer: true });
});

document.querySelector(".chips [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
adaptRoutes(document);
offerTools(document);
startToggle(map, container);
const positions = new Positions(map, markers, data.places);
const offerNear = startFinder(map, data, { say: (text) => panel.say(text), restrict: (ids) => markers.restrict(ids) });
startFilters(data, { show: (query) => positions.load(query), restart: () => offerNear?.() });
startAround({ map, say: (text) => panel.say(text), texts: data.texts });
if (data.here) showHere(map, data.here);
addTiles(map, data);
if (data.area) veilAround(map, data.area);
positions.load(data.query).then(() => {
  const chosen = data.chosen && markers.choose(data.chosen);
  if (chosen) map.setView(chosen.latlng, CLOSE_UP_ZOOM, { animate: false });
});
