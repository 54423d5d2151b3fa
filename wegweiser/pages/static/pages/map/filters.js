// Chips, filters and pages change list and map in place; without this file each of them is a link or a form.
import { Ahead } from "./ahead.js";

const LINKS = ".chips > a, .asked a, .ways-out a, .pages a, .empty .button";

export function startFilters(data, { show, restart }) {
  const results = document.getElementById("results");
  const chips = document.querySelector(".chips");
  if (!chips || !results?.querySelector(".toggle")) return; // other pages lead to the list
  const ahead = new Ahead();
  const prepare = () => ahead.prepare(chips.querySelectorAll(":scope > a"));
  let turn = 0;

  async function go(address, { remember = true } = {}) {
    const mine = ++turn;
    const page = await ahead.take(address);
    if (mine !== turn) return;
    if (!page) {
      location.href = address;
      return;
    }
    swap(page);
    if (remember) history.pushState(null, "", address);
    document.title = page.title;
    show(new URL(address, location.href).search);
    prepare();
  }

  function swap(page) {
    const focused = document.activeElement?.getAttribute?.("href");
    results.replaceChildren(...page.getElementById("results").childNodes);
    chips.replaceChildren(...page.querySelector(".chips").childNodes);
    document.querySelector(".search").action = page.querySelector(".search").getAttribute("action");
    document.getElementById("spoken").textContent = results.querySelector(".count").textContent;
    document.querySelector(`.chips a[href="${CSS.escape(focused ?? "")}"]`)?.focus();
    for (const welcome of document.querySelectorAll(".situations")) welcome.hidden = !page.querySelector(".situations");
    restart();
    panel?.update(results);
  }

  const panel = startPanel(data, go);

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(LINKS);
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (link.closest(".pages")) scrollToStart();
    go(link.href);
  });
  addEventListener("popstate", () => go(location.href, { remember: false }));
  prepare();
}

function scrollToStart() {
  document.getElementById("inhalt").scrollTop = 0;
  document.getElementById("results").scrollIntoView({ block: "start" });
}

// The page of all filters as a panel over the list.
function startPanel(data, go) {
  const box = document.createElement("dialog");
  box.className = "panel";
  document.body.append(box);
  let form = null;

  async function open(address) {
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) {
      location.href = address;
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    form = page.getElementById("filter");
    const title = page.querySelector("h1");
    const close = document.createElement("button");
    close.type = "button";
    close.className = "close";
    close.setAttribute("aria-label", data.texts["Schließen"]);
    close.addEventListener("click", () => box.close());
    title.id = "panel-title";
    box.setAttribute("aria-labelledby", title.id);
    box.replaceChildren(close, title, form);
    box.showModal();
  }

  const address = () => {
    const wishes = [...new FormData(form)].filter(([, value]) => value);
    return `${location.pathname}${wishes.length ? `?${new URLSearchParams(wishes)}` : ""}`;
  };
  box.addEventListener("change", () => go(address()));
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    box.close();
  });
  box.addEventListener("click", (event) => {
    if (event.target === box) box.close();
    const reset = event.target.closest?.(".submit a");
    if (!reset) return;
    event.preventDefault();
    for (const field of form.elements) {
      if (field.type === "checkbox") field.checked = false;
      else if (field.tagName === "SELECT") field.value = "";
    }
    go(address());
  });
  document.addEventListener("click", (event) => {
    const more = event.target.closest?.(".chips .more a");
    if (!more || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    open(more.href);
  });
  return {
    update(results) {
      if (!form) return;
      form.querySelector("[data-total]").textContent = `(${results.querySelector(".count").textContent})`;
      const counts = JSON.parse(results.querySelector("#kind-counts")?.textContent ?? "{}");
      for (const field of form.querySelectorAll("[data-count]")) field.textContent = counts[field.dataset.count] ?? 0;
    },
  };
}
