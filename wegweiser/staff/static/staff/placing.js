// The map on which staff set a place: drag the pin, click, or look the address up.
import { AddressList } from "./address_list.js";
import { ask } from "./asking.js";
import { makeTabs, showPrinted, warnOfLoss } from "./placing_page.js";

const { L } = window;
const FAR_M = 100;
const ADDRESS = ["street", "house_number", "postcode"];
const input = (name) => document.getElementById(`id_${name}`);
const ACCENT = "#00505C";
const PIN = `<svg viewBox="0 0 32 42" aria-hidden="true"><path d="M16 1a15 15 0 0 1 15 15c0 10-15 25-15 25S1 26 1 16A15 15 0 0 1 16 1z"
  fill="${ACCENT}" stroke="#fff" stroke-width="2"/><circle cx="16" cy="16" r="6" fill="#fff"/></svg>`;

class PlacingMap {
  constructor(root, field, options) {
    this.root = root;
    this.field = field;
    this.options = options;
    this.state = root.querySelector(".placing-state");
    this.said = root.querySelector(".placing-said");
    this.distance = root.querySelector(".placing-distance");
    this.moved = () => {};
    this.map = L.map(root.querySelector(".placing-map"), { zoomAnimation: false, maxZoom: 19 });
    this.map.attributionControl.setPrefix(false);
    this.showBase();
    this.neighbours = L.layerGroup().addTo(this.map);
    this.marker = null;
    this.showBoundaries();
    this.showStart();
    this.map.on("click", (event) => this.place(event.latlng));
    root.querySelector('[data-placing="centre"]').addEventListener("click", () => this.place(this.map.getCenter()));
    root.querySelector('[data-placing="remove"]').addEventListener("click", () => this.remove());
    root.querySelector('[data-placing="address"]').addEventListener("click", () => this.findAddress());
    input("category").addEventListener("change", () => this.lookAround());
    for (const name of ADDRESS) input(name).addEventListener("change", () => this.lookAround());
  }

  showStart() {
    const stored = this.field.value ? JSON.parse(this.field.value).coordinates : null;
    if (stored) {
      const position = L.latLng(stored[1], stored[0]);
      this.map.setView(position, 17);
      this.place(position, input("geometry_source").value);
      return;
    }
    const [west, south, east, north] = this.options.bounds;
    this.map.fitBounds([[south, west], [north, east]]);
    this.say("Noch ohne Lage. Suchen Sie die Adresse oder klicken Sie auf die Karte.");
  }

  async showBase() {
    const answer = await fetch(this.options.baseUrl);
    if (!answer.ok) return;
    const base = await answer.json();
    L.tileLayer(base.tiles[0], { minZoom: base.minzoom, maxZoom: base.maxzoom, attribution: base.attribution }).addTo(this.map);
  }

  async showBoundaries() {
    const answer = await fetch(`${this.options.boundariesUrl}?limit=100`);
    if (!answer.ok) return;
    const style = { color: ACCENT, weight: 2, fill: false, interactive: false };
    L.geoJSON(await answer.json(), { style }).addTo(this.map);
  }

  place(position, source = "manual") {
    input("geometry_source").value = source;
    if (this.marker) {
      this.marker.setLatLng(position);
    } else {
      const icon = L.divIcon({ html: PIN, className: "placing-pin", iconSize: [32, 42], iconAnchor: [16, 41] });
      this.marker = L.marker(position, { icon, draggable: true, autoPan: true, alt: "Lage", zIndexOffset: 1000 });
      this.marker.on("dragend", () => this.place(this.marker.getLatLng()));
      this.marker.addTo(this.map);
    }
    const coordinates = [Number(position.lng.toFixed(7)), Number(position.lat.toFixed(7))];
    this.field.value = JSON.stringify({ type: "Point", coordinates });
    this.lookAround();
    this.moved();
  }

  get position() {
    return this.field.value ? JSON.parse(this.field.value).coordinates : null;
  }

  remove() {
    if (this.marker) this.marker.remove();
    this.marker = null;
    this.field.value = "";
    this.neighbours.clearLayers();
    this.distance.textContent = "";
    this.say("Ohne Lage: Der Ort steht nur in der Liste.");
    this.moved();
  }

  async lookAround() {
    if (!this.position) return;
    const [lon, lat] = this.position;
    const wanted = { lon, lat, itself: this.itself(), category: input("category").value };
    for (const name of ADDRESS) wanted[name] = input(name).value.trim();
    const found = await this.ask(this.options.surroundingsUrl, wanted);
    if (!found) return;
    this.showNeighbours(found.neighbours);
    this.distance.textContent = found.address ? found.address.text : "";
    this.distance.toggleAttribute("data-far", Boolean(found.address) && found.address.metres > FAR_M);
    if (found.sozialraum) this.say(`Liegt im Sozialraum ${found.sozialraum}.`);
    else this.say("Liegt außerhalb der Stadt. Bitte wählen Sie unter „Für wen“, für welchen Sozialraum der Ort da ist.", "outside");
  }

  showNeighbours(places) {
    this.neighbours.clearLayers();
    for (const place of places) {
      const look = place.same ? { radius: 8, weight: 2, fillOpacity: 1 } : { radius: 4, weight: 1, fillOpacity: 0.45 };
      L.circleMarker([place.lat, place.lon], { ...look, color: "#fff", fillColor: place.colour })
        .bindTooltip(`${place.name} · ${place.category}`).addTo(this.neighbours);
    }
  }

  itself() {
    const { place } = input("street").form.dataset;
    return place ? Number(place) : null;
  }

  async findAddress() {
    const values = {};
    for (const name of ADDRESS) values[name] = input(name).value.trim();
    if (!values.street) {
      this.say("Bitte tragen Sie zuerst die Straße ein.", "outside");
      input("street").focus();
      return;
    }
    const found = await this.ask(this.options.addressUrl, values);
    if (!found) return;
    if (found.lon === undefined) {
      this.say(found.message, "outside");
      return;
    }
    for (const [name, text] of Object.entries(found.written)) if (!input(name).value) input(name).value = text;
    this.goTo(found);
  }

  choose(found) {
    for (const [name, text] of Object.entries(found.written)) if (text) input(name).value = text;
    this.goTo(found);
    input(found.written.house_number ? "phone" : "house_number").focus();
  }

  goTo(found) {
    const position = L.latLng(found.lat, found.lon);
    this.map.setView(position, 18);
    this.field.dataset.message = found.message;
    this.place(position, found.source);
  }

  async ask(url, data) {
    const answer = await ask(url, data);
    if (!answer) this.say("Der Server antwortet nicht. Ihre Angaben sind noch da; bitte versuchen Sie es gleich noch einmal.", "outside");
    return answer;
  }

  say(text, kind = "") {
    const found = this.field.dataset.message;
    delete this.field.dataset.message;
    this.said.textContent = found ? `${found} ${text}` : text;
    this.state.dataset.kind = kind;
  }
}

const options = JSON.parse(document.getElementById("placing-options").textContent);
const form = document.getElementById("facility_form");
makeTabs(form.querySelector(".placing-tabs"), [...form.querySelectorAll(".placing-section")]);
const placing = new PlacingMap(form.querySelector(".placing"), input("point"), options);
placing.moved = showPrinted(form, form.querySelector(".printed"), options.printedUrl, () => placing.position);
new AddressList(input("street"), document.getElementById("address-list"), options.suggestionsUrl, (found) => placing.choose(found));
warnOfLoss(form);
