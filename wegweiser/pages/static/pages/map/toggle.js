// „Liste | Karte“ on a phone: two links to two pages, exchanged in place.
export function startToggle(map, container) {
  const fit = () => {
    const top = container.getBoundingClientRect().top + scrollY;
    document.documentElement.style.setProperty("--map-top", `${top}px`);
    map.invalidateSize();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".toggle a");
    if (!link) return;
    event.preventDefault();
    document.body.classList.toggle("shows-map", link.nextElementSibling === null);
    for (const other of link.parentElement.children) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    history.replaceState(null, "", link.href);
    scrollTo(0, 0);
    fit();
  });
  addEventListener("resize", fit);
  fit();
}
