// One symbol a place. Symbols that would cover each other stand together as one that tells how many there are.
const L = window.L;
const TOUCH = 44;
const TOO_CLOSE = 38;
const SAME_PLACE_M = 3;

export class Markers {
  constructor(map, data, actions) {
    this.map = map;
    this.data = data;
    this.actions = actions;
    this.all = [];
    this.shown = [];
    this.drawn = new Map();
    this.chosen = null;
    this.layer = L.layerGroup().addTo(map);
    map.on("moveend", () => this.draw());
  }

  show(places) {
    this.all = places;
    this.restrict(null);
  }

  // Only these ids, or all with null.
  restrict(ids) {
    this.shown = ids ? this.all.filter((place) => ids.has(place.id)) : this.all;
    this.draw();
    return this.shown;
  }

  choose(id) {
    this.chosen = id;
    this.draw();
    return this.all.find((place) => place.id === id);
  }

  light(id, lit) {
    for (const { group, marker } of this.drawn.values()) {
      if (!group.some((place) => place.id === id)) continue;
      marker.getElement()?.classList.toggle("is-lit", lit);
      marker.setZIndexOffset(lit ? 2000 : 0);
    }
  }

  draw() {
    const box = this.map.getBounds().pad(0.25);
    const wanted = new Map();
    for (const group of this.groups()) {
      if (!box.contains(group[0].latlng)) continue;
      const chosen = group.length === 1 && group[0].id === this.chosen;
      wanted.set(`${group.map((place) => place.id).join()}${chosen ? "!" : ""}`, group);
    }
    for (const [key, { marker }] of this.drawn) {
      if (wanted.has(key)) continue;
      marker.remove();
      this.drawn.delete(key);
    }
    for (const [key, group] of wanted) {
      if (!this.drawn.has(key)) this.drawn.set(key, { group, marker: this.marker(group) });
    }
  }

  // Greedy by distance on the screen; the chosen place always stands for itself.
  groups() {
    const groups = [];
    const cells = new Map();
    const zoom = this.map.getZoom();
    for (const place of this.shown) {
      const at = this.map.project(place.latlng, zoom);
      const near = place.id === this.chosen ? null : nearest(cells, at);
      if (near) {
        near.group.push(place);
        continue;
      }
      const group = [place];
      groups.push(group);
      if (place.id !== this.chosen) cellAt(cells, at.x, at.y).push({ at, group });
    }
    return groups;
  }

  marker(group) {
    const chosen = group.length === 1 && group[0].id === this.chosen;
    const marker = L.marker(group[0].latlng, {
      icon: L.divIcon({
        className: `marker${chosen ? " is-chosen" : ""}`,
        iconSize: [TOUCH, TOUCH],
        html: this.picture(group, chosen),
      }),
      keyboard: false,
      zIndexOffset: chosen ? 3000 : 0,
      riseOnHover: true,
    });
    marker.on("click", () => this.tap(group));
    for (const [type, lit] of [["mouseover", true], ["mouseout", false]]) {
      marker.on(type, () => group.forEach((place) => this.actions.light(place.id, lit)));
    }
    return marker.addTo(this.layer);
  }

  picture(group, chosen) {
    const box = document.createElement("div");
    const symbol = commonSymbol(group);
    const number = group.reduce((sum, place) => sum + place.count, 0);
    if (!symbol) return element(box, "many", String(number));
    box.innerHTML = '<svg class="symbol" viewBox="0 0 32 32"><use/></svg>';
    box.querySelector("use").setAttribute("href", `${this.data.symbols}#${symbol}`);
    if (number > 1) element(box, "more", String(number));
    if (chosen) element(box, this.nearRightEdge(group[0]) ? "name ahead" : "name", group[0].name);
    return box;
  }

  nearRightEdge(place) {
    return this.map.latLngToContainerPoint(place.latlng).x > this.map.getSize().x / 2;
  }

  tap(group) {
    if (group.length === 1 && group[0].count === 1) return this.actions.open(group[0]);
    if (group.length === 1) return this.map.setView(group[0].latlng, this.map.getZoom() + 2);
    const box = L.latLngBounds(group.map((place) => place.latlng));
    const apart = box.getNorthWest().distanceTo(box.getSouthEast()) > SAME_PLACE_M;
    if (apart && this.map.getZoom() < this.map.getMaxZoom()) {
      return this.map.fitBounds(box, { padding: [60, 60] });
    }
    return this.actions.stack(group);
  }
}

// The category's symbol if all are of one kind, the group's if all are of one group.
function commonSymbol(places) {
  const kinds = new Set(places.map((place) => place.kind));
  const groups = new Set(places.map((place) => place.kind.split(".")[0]));
  if (kinds.size === 1) return [...kinds][0];
  return groups.size === 1 ? [...groups][0] : null;
}

function element(box, name, text) {
  const child = document.createElement("span");
  child.className = name;
  child.dir = "auto";
  child.textContent = text;
  box.append(child);
  return box;
}

function cellAt(cells, x, y) {
  const key = `${Math.floor(x / TOO_CLOSE)} ${Math.floor(y / TOO_CLOSE)}`;
  if (!cells.has(key)) cells.set(key, []);
  return cells.get(key);
}

function nearest(cells, at) {
  for (const dx of [0, -TOO_CLOSE, TOO_CLOSE]) {
    for (const dy of [0, -TOO_CLOSE, TOO_CLOSE]) {
      const found = cellAt(cells, at.x + dx, at.y + dy).find((other) => other.at.distanceTo(at) < TOO_CLOSE);
      if (found) return found;
    }
  }
  return null;
}
