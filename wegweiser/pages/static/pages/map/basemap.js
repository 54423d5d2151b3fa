const L = window.L;
const DEEPEST_ZOOM = 19;

export const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

export function createMap(container, data) {
  const map = L.map(container, {
    zoomControl: false,
    attributionControl: false,
    fadeAnimation: !calm,
    zoomAnimation: !calm,
    zoomSnap: 0.5,
    minZoom: 10,
    maxZoom: DEEPEST_ZOOM,
  });
  L.control.attribution({ prefix: `<a href="${data.licences}">${data.texts["Quellen"]}</a>` }).addTo(map);
  const titles = { zoomInTitle: data.texts["Vergrößern"], zoomOutTitle: data.texts["Verkleinern"] };
  L.control.zoom({ position: "bottomright", ...titles }).addTo(map);
  const [west, south, east, north] = data.bounds;
  return map.fitBounds([[south, west], [north, east]], { animate: false });
}

export function addTiles(map, data) {
  for (const layer of data.tiles) {
    const [west, south, east, north] = layer.bounds ?? [];
    // The first view may lie between two zoom steps; tiles of double density stay clear when they are stretched.
    L.tileLayer(layer.tiles, {
      minNativeZoom: layer.minzoom,
      maxNativeZoom: layer.maxzoom,
      maxZoom: DEEPEST_ZOOM,
      attribution: layer.attribution,
      ...(layer.bounds && { bounds: [[south, west], [north, east]] }),
    }).addTo(map);
  }
}

// Mutes what lies outside the Sozialraum that the page is about, and draws its border.
export async function veilAround(map, address) {
  const { geometry } = await fetch(address).then((answer) => answer.json());
  const turned = (ring) => ring.map(([lon, lat]) => [lat, lon]);
  const world = [[-89, -360], [-89, 360], [89, 360], [89, -360]];
  const inside = geometry.coordinates.map((polygon) => turned(polygon[0]));
  L.polygon([world, ...inside], { stroke: false, fillColor: "#fff", fillOpacity: 0.6, interactive: false }).addTo(map);
  const color = getComputedStyle(document.documentElement).getPropertyValue("--accent").trim();
  L.polygon(inside, { color, weight: 3, fill: false, interactive: false }).addTo(map);
}
