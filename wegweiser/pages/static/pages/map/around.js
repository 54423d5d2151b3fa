// „In Ihrer Nähe“: suggestions while typing, the browser's position, a point on the map. Everything is sent by POST.
const WAIT_MS = 150;
const SHORTEST = 3;

export function startAround({ map, say, texts }) {
  const form = document.querySelector(".around");
  if (!form) return;
  new Suggestions(form);
  form.elements.sozialraum?.addEventListener("change", ({ target }) => target.value && form.submit());
  offerPosition(form, say);
  if (map) offerPick(form, map, say, texts);
}

function send(form, lat, lon) {
  form.elements.laenge.value = lon.toFixed(6);
  form.elements.breite.value = lat.toFixed(6);
  if (form.elements.sozialraum) form.elements.sozialraum.value = "";
  form.submit();
}

function offerPosition(form, say) {
  const button = form.querySelector(".locate");
  if (!navigator.geolocation) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const found = ({ coords }) => send(form, coords.latitude, coords.longitude);
    navigator.geolocation.getCurrentPosition(found, () => say(form.dataset.denied), { timeout: 15000 });
  });
}

function offerPick(form, map, say, texts) {
  const button = form.querySelector(".pick");
  button.hidden = false;
  button.addEventListener("click", () => {
    say(texts["Tippen Sie auf die Karte, wo Sie sind."]);
    map.getContainer().classList.add("is-picking");
    map.getContainer().scrollIntoView({ block: "nearest" });
    map.once("click", ({ latlng }) => send(form, latlng.lat, latlng.lng));
  });
}

// The combobox of ARIA 1.2: focus stays in the field, arrows move through the list, Enter takes, Escape closes.
class Suggestions {
  constructor(form) {
    this.form = form;
    this.field = form.elements.adresse;
    this.list = form.querySelector("#adressen");
    this.status = form.querySelector("#adressen-stand");
    this.at = -1;
    this.asked = 0;
    const roles = { role: "combobox", "aria-expanded": "false", "aria-controls": "adressen", "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(roles)) this.field.setAttribute(name, value);
    this.field.addEventListener("input", () => this.wait());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.take(event.target.closest("li")));
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT_MS);
  }

  async ask() {
    const text = this.field.value.trim();
    const mine = (this.asked += 1);
    if (text.length < SHORTEST) return this.close();
    const body = new URLSearchParams({ adresse: text });
    const answer = await fetch(this.form.dataset.suggestions, { method: "POST", body }).catch(() => null);
    if (!answer?.ok || mine !== this.asked) return undefined;
    return this.show((await answer.json()).addresses);
  }

  show(addresses) {
    this.at = -1;
    this.list.replaceChildren(...addresses.map(option));
    this.status.textContent = addresses.length ? String(addresses.length) : this.form.dataset.unknown;
    this.open(addresses.length > 0);
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.field.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) this.field.removeAttribute("aria-activedescendant");
  }

  close() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.at = -1;
    this.open(false);
  }

  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (this.list.hidden) {
      if (event.key === "ArrowDown") this.ask();
      return;
    }
    if (event.key in steps) this.move(steps[event.key]);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.at >= 0) this.take(this.list.children[this.at]);
    else return;
    event.preventDefault();
  }

  move(step) {
    const count = this.list.children.length;
    this.at = this.at < 0 && step < 0 ? count - 1 : (this.at + step + count) % count;
    [...this.list.children].forEach((each, index) => each.setAttribute("aria-selected", String(index === this.at)));
    this.field.setAttribute("aria-activedescendant", this.list.children[this.at].id);
    this.list.children[this.at].scrollIntoView({ block: "nearest" });
  }

  take(item) {
    if (!item) return;
    this.field.value = item.dataset.address;
    this.close();
    this.form.requestSubmit(this.form.querySelector(".go"));
  }
}

function option({ label, note }, index) {
  const item = document.createElement("li");
  item.id = `adressen-${index}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.dataset.address = label;
  const name = document.createElement("bdi");
  name.textContent = label;
  item.append(name);
  if (note) item.append(Object.assign(document.createElement("small"), { textContent: note }));
  return item;
}
