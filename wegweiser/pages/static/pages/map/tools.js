// Copying, sharing and printing, which need a program; without it the address can be marked and copied.
export function offerTools(root) {
  const box = root.querySelector(".tools");
  if (!box) return;
  box.hidden = false;
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("print" in button.dataset) print();
    else if (button.dataset.copy) copy(button, button.dataset.copy);
    else share(button);
  });
}

async function share(button) {
  const url = new URL(button.dataset.share, location.href).href;
  if (!navigator.share) return copy(button, url);
  return navigator.share({ title: button.dataset.title, url }).catch(() => {});
}

async function copy(button, text) {
  await (navigator.clipboard?.writeText(text) ?? Promise.reject()).catch(() => copyMarked(text));
  document.getElementById("spoken").textContent = button.dataset.done;
  button.classList.add("is-done");
  button.textContent = button.dataset.done;
}

// Browsers without a clipboard for programs, and pages that did not come by HTTPS.
function copyMarked(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "sr";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
