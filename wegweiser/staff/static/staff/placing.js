// The map on which staff set a place: drag the pin, click, or look the address up.
const { L } = window;
const ACCENT = "#00505C";
const PIN = `<svg viewBox="0 0 32 42" aria-hidden="true"><path d="M16 1a15 15 0 0 1 15 15c0 10-15 25-15 25S1 26 1 16A15 15 0 0 1 16 1z"
  fill="${ACCENT}" stroke="#fff" stroke-width="2"/><circle cx="16" cy="16" r="6" fill="#fff"/></svg>`;

class PlacingMap {
  constructor(root, field, options) {
    this.root = root;
    this.field = field;
    this.options = options;
    this.state = root.querySelector(".placing-state");
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
  }

  showStart() {
    const stored = this.field.value ? JSON.parse(this.field.value).coordinates : null;
    if (stored) {
      const position = L.latLng(stored[1], stored[0]);
      this.map.setView(position, 17);
      this.place(position, document.getElementById("id_geometry_source").value);
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
    document.getElementById("id_geometry_source").value = source;
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
    this.showSurroundings(coordinates);
  }

  remove() {
    if (this.marker) this.marker.remove();
    this.marker = null;
    this.field.value = "";
    this.neighbours.clearLayers();
    this.say("Ohne Lage: Der Ort steht nur in der Liste.");
  }

  async showSurroundings([lon, lat]) {
    const found = await this.post(this.options.surroundingsUrl, { lon, lat, itself: this.itself() });
    if (!found) return;
    this.neighbours.clearLayers();
    for (const place of found.neighbours) {
      L.circleMarker([place.lat, place.lon], { radius: 6, weight: 2, color: "#fff", fillColor: place.colour, fillOpacity: 1 })
        .bindTooltip(`${place.name} · ${place.category}`).addTo(this.neighbours);
    }
    if (found.sozialraum) this.say(`Liegt im Sozialraum ${found.sozialraum}.`);
    else this.say("Liegt außerhalb der Stadt. Bitte wählen Sie unter „ist da für“, für welchen Sozialraum der Ort da ist.", "outside");
  }

  itself() {
    const found = window.location.pathname.match(/\/facility\/(\d+)\//);
    return found ? Number(found[1]) : null;
  }

  async findAddress() {
    const values = {};
    for (const name of ["street", "house_number", "postcode"]) values[name] = document.getElementById(`id_${name}`).value.trim();
    if (!values.street) {
      this.say("Bitte tragen Sie zuerst die Straße ein.", "outside");
      document.getElementById("id_street").focus();
      return;
    }
    const found = await this.post(this.options.addressUrl, values);
    if (!found) return;
    if (found.lon === undefined) {
      this.say(found.message, "outside");
      return;
    }
    for (const [name, text] of Object.entries(found.written)) {
      const input = document.getElementById(`id_${name}`);
      if (!input.value) input.value = text;
    }
    const position = L.latLng(found.lat, found.lon);
    this.map.setView(position, 18);
    this.field.dataset.message = found.message;
    this.place(position, found.source);
  }

  async post(url, data) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify(data),
      });
      if (answer.ok) return await answer.json();
    } catch { /* the sentence below says it */ }
    this.say("Der Server antwortet nicht. Ihre Angaben sind noch da; bitte versuchen Sie es gleich noch einmal.", "outside");
    return null;
  }

  say(text, kind = "") {
    const found = this.field.dataset.message;
    delete this.field.dataset.message;
    this.state.textContent = found ? `${found} ${text}` : text;
    this.state.dataset.kind = kind;
  }
}

const options = JSON.parse(document.getElementById("placing-options").textContent);
for (const root of document.querySelectorAll(".placing")) {
  new PlacingMap(root, document.getElementById(root.id.replace(/-placing$/, "")), options);
}
