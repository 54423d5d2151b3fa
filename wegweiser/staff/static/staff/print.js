const EVERY_MS = 1000;

for (const button of document.querySelectorAll("[data-print=all]")) {
  const boxes = [...button.closest("fieldset").querySelectorAll("input[type=checkbox]:not([value='*'])")];
  const everything = () => boxes.every((box) => box.checked);
  const named = () => { button.textContent = everything() ? "keine auswählen" : "alle auswählen"; };
  button.hidden = false;
  button.addEventListener("click", () => {
    const checked = !everything();
    for (const box of boxes) box.checked = checked;
    named();
  });
  for (const box of boxes) box.addEventListener("change", named);
  named();
}

const order = document.querySelector("[data-progress]");

function show(state) {
  order.querySelector("progress").value = state.percent;
  order.querySelector("[data-print=done]").textContent = state.done;
  order.querySelector(".print-asleep").hidden = !state.asleep;
  for (const sheet of state.sheets) {
    const row = order.querySelector(`[data-sheet="${sheet.id}"]`);
    row.dataset.state = sheet.state;
    row.querySelector("progress").value = sheet.percent;
    row.querySelector("[data-print=text]").textContent = sheet.text;
  }
}

async function follow() {
  try {
    const answer = await fetch(order.dataset.progress);
    if (answer.ok) {
      const state = await answer.json();
      show(state);
      if (state.finished && !state.packing) {
        window.location.reload();
        return;
      }
    }
  } catch { /* the server restarts: the next question finds it */ }
  window.setTimeout(follow, EVERY_MS);
}

if (order) window.setTimeout(follow, EVERY_MS);
if (document.getElementById("vorschau") && !window.location.hash) document.getElementById("vorschau").scrollIntoView();
