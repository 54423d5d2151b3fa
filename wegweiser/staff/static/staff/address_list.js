// Addresses of the register below the street while it is typed (ARIA combobox with a list).
import { ask, later } from "./asking.js";

const SHORTEST = 3;

export class AddressList {
  constructor(street, list, url, choose) {
    Object.assign(this, { street, list, url, choose, found: [], chosen: -1, asked: 0 });
    street.setAttribute("role", "combobox");
    street.setAttribute("autocomplete", "off");
    street.setAttribute("aria-controls", list.id);
    street.setAttribute("aria-autocomplete", "list");
    this.close();
    street.addEventListener("input", later(() => this.look(), 150));
    street.addEventListener("keydown", (event) => this.key(event));
    street.addEventListener("blur", () => this.close());
    list.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // the field keeps the focus
      const item = event.target.closest("li");
      if (item) this.take(Number(item.dataset.index));
    });
  }

  async look() {
    const text = this.street.value.trim();
    const asked = ++this.asked;
    const answer = text.length < SHORTEST ? { suggestions: [] } : await ask(this.url, { text });
    if (asked !== this.asked || document.activeElement !== this.street) return;
    this.found = answer ? answer.suggestions : [];
    this.show();
  }

  show() {
    this.list.replaceChildren(...this.found.map((each, index) => {
      const item = document.createElement("li");
      const precision = document.createElement("small");
      precision.textContent = each.precision;
      Object.assign(item, { id: `address-${index}`, role: "option", textContent: each.label });
      item.dataset.index = index;
      item.append(precision);
      return item;
    }));
    this.list.hidden = this.found.length === 0;
    this.street.setAttribute("aria-expanded", String(!this.list.hidden));
    this.mark(this.found.length ? 0 : -1);
  }

  mark(index) {
    this.chosen = index;
    [...this.list.children].forEach((item, each) => item.setAttribute("aria-selected", String(each === index)));
    if (index < 0) this.street.removeAttribute("aria-activedescendant");
    else this.street.setAttribute("aria-activedescendant", `address-${index}`);
  }

  key(event) {
    if (this.list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.mark((this.chosen + step + this.found.length) % this.found.length);
    else if (event.key === "Enter") this.take(this.chosen);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  take(index) {
    const found = this.found[index];
    this.close();
    this.choose(found);
  }

  close() {
    this.asked += 1;
    this.list.hidden = true;
    this.street.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }
}
