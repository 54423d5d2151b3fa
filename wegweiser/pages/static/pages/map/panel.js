// The chosen place: in the list's column on a wide screen, as a sheet at the foot of a phone.
import { adaptRoutes } from "./route.js";
import { offerTools } from "./tools.js";

const SEVERAL = "Mehrere Angebote an diesem Ort";
const NOT_LOADED = "Der Ort konnte nicht geladen werden. Bitte versuchen Sie es noch einmal.";

export class Panel {
  constructor(data, onClose) {
    this.data = data;
    this.onClose = onClose;
    this.box = document.getElementById("detail");
    this.body = this.box.querySelector(".detail-body");
    this.split = document.querySelector(".split");
    this.message = document.querySelector(".map-message");
    this.before = null;
    this.box.querySelector(".close").addEventListener("click", () => this.close());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.box.hidden) this.close();
    });
  }

  async showPlace(id) {
    const answer = await fetch(this.data.place.replace("/0/", `/${id}/`)).catch(() => null);
    if (!answer?.ok) return this.say(this.data.texts[NOT_LOADED]);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const place = page.getElementById("place");
    place.querySelector("h1").outerHTML = `<h2 class="title" tabindex="-1" lang="de">${place.querySelector("h1").innerHTML}</h2>`;
    adaptRoutes(place);
    offerTools(place);
    return this.open(place, page.querySelector(".near-by") ?? "");
  }

  showStack(places, onPick) {
    const title = document.createElement("h2");
    title.tabIndex = -1;
    title.textContent = this.data.texts[SEVERAL];
    const list = document.createElement("ul");
    list.className = "places";
    list.append(...places.map((place) => this.row(place, onPick)));
    this.open(title, list);
  }

  row(place, onPick) {
    const row = document.createElement("li");
    row.innerHTML = `<article class="card"><svg class="symbol" width="36" height="36" viewBox="0 0 32 32" aria-hidden="true">
      <use/></svg><div><h3><a dir="auto"></a></h3><p class="meta"></p></div></article>`;
    row.firstChild.dataset.place = place.id;
    row.querySelector("use").setAttribute("href", `${this.data.symbols}#${place.kind}`);
    row.querySelector("a").textContent = place.name;
    row.querySelector("a").href = this.data.place.replace("/0/", `/${place.id}/`);
    row.querySelector(".meta").textContent = this.data.kinds[place.kind];
    row.querySelector("a").addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation();
      onPick(place.id);
    });
    return row;
  }

  open(...content) {
    if (this.box.hidden) this.before = document.activeElement;
    this.say("");
    this.body.replaceChildren(...content);
    this.box.hidden = false;
    this.split.classList.add("shows-detail");
    this.body.querySelector("[tabindex]").focus({ preventScroll: true });
    this.box.scrollTop = 0;
  }

  close() {
    this.box.hidden = true;
    this.split.classList.remove("shows-detail");
    this.onClose();
    this.before?.focus();
  }

  top() {
    return this.box.hidden ? Infinity : this.box.getBoundingClientRect().top;
  }

  say(text) {
    this.message.textContent = text;
  }
}
