// „Seite schnell verlassen“: the screen is empty at once, and this page leaves the browser's way back.
const TWICE_MS = 700;
const link = document.querySelector(".exit a");
let pressed = -Infinity;

function leave() {
  document.title = "";
  document.body.hidden = true;
  location.replace(link.href);
}

link.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (event.timeStamp - pressed < TWICE_MS) leave();
  pressed = event.timeStamp;
});
if (matchMedia("(hover: hover)").matches) document.querySelector(".exit .by-key").hidden = false;
