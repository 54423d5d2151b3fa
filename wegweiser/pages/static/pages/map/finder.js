// Search by words and by nearness. Both are sent by POST, so that neither stands in an address or in a log.
const L = window.L;
const NO_POSITION = "Ihr Standort ist nicht bekannt. Bitte erlauben Sie ihn in Ihrem Browser.";

// Marks the visitor's point, [longitude, latitude], and goes there.
export function showHere(map, [lon, lat]) {
  const icon = L.divIcon({ className: "me", iconSize: [18, 18] });
  map.setView([lat, lon], 15, { animate: false });
  return L.marker([lat, lon], { icon, keyboard: false, interactive: false, zIndexOffset: 1000 }).addTo(map);
}

export function startFinder(map, data, { say, restrict }) {
  const form = document.querySelector(".search");
  const results = document.getElementById("results");
  if (!form || !results) return null;
  let me = null;

  async function ask(fields) {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(fields) });
    if (!answer.ok) {
      say(await answer.text());
      return null;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("results");
    say("");
    document.getElementById("spoken").textContent = found.querySelector(".count").textContent;
    results.replaceChildren(...found.childNodes);
    offerNear();
    return restrict(new Set([...results.querySelectorAll(".card")].map((card) => Number(card.dataset.place))));
  }

  async function near({ coords }) {
    const position = [coords.latitude, coords.longitude];
    if (!(await ask({ wort: form.wort.value, breite: position[0], laenge: position[1] }))) return;
    me?.remove();
    me = showHere(map, position.toReversed());
  }

  function offerNear() {
    const button = results.querySelector(".near");
    if (!button || !navigator.geolocation) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.geolocation.getCurrentPosition(near, () => say(data.texts[NO_POSITION]), { timeout: 15000 });
    });
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const found = await ask({ wort: form.wort.value });
    if (found?.length) map.fitBounds(L.latLngBounds(found.map((place) => place.latlng)), { padding: [40, 40], maxZoom: 16 });
  });
  offerNear();
  return offerNear;
}
