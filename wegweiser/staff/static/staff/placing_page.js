// The sections of the placing page as tabs, and the place as it will be printed.
import { askForHtml, later } from "./asking.js";

export function makeTabs(bar, sections) {
  const open = (index) => {
    sections.forEach((section, each) => { section.hidden = each !== index; });
    [...bar.children].forEach((tab, each) => {
      tab.setAttribute("aria-selected", String(each === index));
      tab.tabIndex = each === index ? 0 : -1;
    });
  };
  sections.forEach((section, index) => {
    const tab = document.createElement("button");
    Object.assign(tab, { type: "button", role: "tab", textContent: section.dataset.title, id: `tab-${index}` });
    Object.assign(section, { id: `section-${index}`, role: "tabpanel" });
    section.setAttribute("aria-labelledby", tab.id);
    tab.setAttribute("aria-controls", section.id);
    if (section.querySelector(".has-fault")) tab.dataset.fault = "";
    tab.addEventListener("click", () => open(index));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = (index + step + sections.length) % sections.length;
      open(next);
      bar.children[next].focus();
    });
    bar.append(tab);
  });
  bar.hidden = false;
  open(Math.max(0, sections.findIndex((section) => section.querySelector(".has-fault"))));
}

/** Returns what has to be called when the pin has moved. */
export function showPrinted(form, shown, url, position) {
  let asked = 0;
  const show = later(async () => {
    const mine = ++asked;
    const data = new FormData(form);
    const place = position();
    data.set("itself", form.dataset.place ?? "");
    data.set("lon", place ? place[0] : "");
    data.set("lat", place ? place[1] : "");
    const html = await askForHtml(url, data);
    if (html !== null && mine === asked) shown.innerHTML = html;
  }, 400);
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  show();
  return show;
}

export function warnOfLoss(form) {
  let changed = false;
  let leaving = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("beforeunload", (event) => { if (changed && !leaving) event.preventDefault(); });
}
