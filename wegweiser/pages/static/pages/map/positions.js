// The places of the list on the map: all of them, or heaps of them by tile where the list is too long for that.
const L = window.L;
const TILE_PX = 256;
const DEEPEST_TILE = 18;
const KEPT_TILES = 400;

export class Positions {
  constructor(map, markers, address) {
    this.map = map;
    this.markers = markers;
    this.address = address;
    this.tiles = null;
    this.known = new Map();
    this.asked = 0;
    map.on("moveend", () => this.tiles && this.loadTiles());
  }

  // `query` is that of the list: both show the same places.
  async load(query) {
    const turn = ++this.asked;
    const found = await fetch(this.address + query).then((answer) => answer.json());
    if (turn !== this.asked) return;
    this.known.clear();
    this.tiles = found.tiles ?? null;
    if (this.tiles) await this.loadTiles();
    else this.markers.show(found.places.map(placeOf));
  }

  async loadTiles() {
    const turn = this.asked;
    const wanted = this.tilesInSight();
    const loaded = await Promise.all(wanted.map((address) => this.tile(address)));
    if (turn === this.asked && this.tiles) this.markers.show(loaded.flat());
  }

  tile(address) {
    if (this.known.size > KEPT_TILES) this.known.clear();
    if (!this.known.has(address)) {
      const places = fetch(address).then((answer) => answer.json()).then((found) => found.places.map(placeOf));
      this.known.set(address, places);
    }
    return this.known.get(address);
  }

  tilesInSight() {
    const zoom = Math.min(Math.floor(this.map.getZoom()), DEEPEST_TILE);
    const box = this.map.getBounds();
    const first = this.map.project(box.getNorthWest(), zoom).divideBy(TILE_PX).floor();
    const last = this.map.project(box.getSouthEast(), zoom).divideBy(TILE_PX).floor();
    const addresses = [];
    for (let x = first.x; x <= last.x; x++) {
      for (let y = first.y; y <= last.y; y++) {
        addresses.push(this.tiles.replace("{z}", zoom).replace("{x}", x).replace("{y}", y));
      }
    }
    return addresses;
  }
}

function placeOf([id, lon, lat, kind, name, count]) {
  return { id, name, kind, count, latlng: L.latLng(lat, lon) };
}
