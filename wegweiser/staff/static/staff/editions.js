// The map of a sheet: plates are dragged or moved with the arrow keys, pinned, and put back.
const SVG = "http://www.w3.org/2000/svg";
const STEP_MM = 1;
const LARGE_STEP_MM = 5;
const NEAR_MM = 0.5;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const NUDGE = "verschieben";
const PIN = "festsetzen";
const RESET = "zuruecksetzen";

function drawn(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent?.append(element);
  return element;
}

function named(block) {
  const [first] = block.places;
  const rest = block.places.length - 1;
  return `${first.number} ${first.name}${rest ? ` und ${rest} weitere` : ""}`;
}

class Plan {
  constructor(svg, plan) {
    this.svg = svg;
    this.state = document.getElementById("plan-state");
    this.panel = document.getElementById("plan-panel");
    this.chosen = document.getElementById("plan-chosen");
    this.token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    this.addresses = { adjust: plan.adjust, symbols: plan.symbols };
    this.show(plan);
    this.chosen.querySelector("[data-plan=pin]").addEventListener("click", () => this.decide(PIN));
    this.chosen.querySelector("[data-plan=reset]").addEventListener("click", () => this.decide(RESET));
    for (const button of document.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => this.zoom(button));
    }
  }

  show(plan) {
    const before = this.plan?.width === plan.width && this.plan.height === plan.height ? this.picture : null;
    this.plan = plan;
    this.svg.replaceChildren();
    this.svg.setAttribute("viewBox", `0 0 ${plan.width} ${plan.height}`);
    drawn("rect", { width: plan.width, height: plan.height, class: "plan-paper" }, this.svg);
    if (plan.picture) {
      if (before) this.svg.append(before); // until the new one is there
      this.picture = drawn("image", { href: plan.picture, width: plan.width, height: plan.height }, this.svg);
      this.picture.addEventListener("load", () => before?.remove());
    }
    for (const { name, ...box } of plan.furniture) {
      drawn("rect", { ...box, rx: 1.2, class: "plan-furniture" }, this.svg);
      drawn("text", { x: box.x + 2.5, y: box.y + 5, class: "plan-name" }, this.svg).textContent = name;
    }
    this.lines = drawn("g", { class: "plan-lines" }, this.svg);
    this.groups = new Map();
    for (const block of plan.blocks) this.add(block);
  }

  add(block) {
    const group = drawn("g", { tabindex: 0, role: "button", class: "plan-block" }, this.svg);
    const decided = { pinned: "festgesetzt", nudged: "verschoben" };
    const kind = Object.keys(decided).find((key) => block[key]);
    group.setAttribute("aria-label", named(block) + (kind ? `, ${decided[kind]}` : ""));
    if (kind) group.classList.add(`is-${kind}`);
    drawn("title", {}, group).textContent = named(block);
    drawn("rect", { width: block.width, height: block.height, rx: 1.2, class: "plan-plate" }, group);
    for (const plate of block.plates) {
      const href = `${this.addresses.symbols}#${plate.symbol}`;
      drawn("use", { href, x: plate.x + 0.25, y: plate.y + 0.25, width: 4.5, height: 4.5 }, group);
      drawn("text", { x: plate.x + 5.5, y: plate.y + 3.55 }, group).textContent = plate.number;
    }
    const line = drawn("line", {}, this.lines);
    drawn("circle", { cx: block.point[0], cy: block.point[1], r: 0.7 }, this.lines).hidden = !block.leader;
    const entry = { block, group, line, x: block.x, y: block.y };
    this.groups.set(block, entry);
    this.put(entry);
    group.addEventListener("focus", () => this.choose(entry));
    group.addEventListener("blur", () => this.leave(entry));
    if (this.addresses.adjust) {
      group.addEventListener("keydown", (event) => this.key(event, entry));
      group.addEventListener("pointerdown", (event) => this.drag(event, entry));
    }
  }

  put(entry) {
    const { block, group, line, x, y } = entry;
    group.setAttribute("transform", `translate(${x} ${y})`);
    const moved = x !== block.x || y !== block.y;
    group.classList.toggle("is-moved", moved);
    const [px, py] = block.point;
    const end = moved || !block.leader
      ? [Math.min(Math.max(px, x), x + block.width), Math.min(Math.max(py, y), y + block.height)]
      : block.leader.slice(2);
    for (const [key, value] of Object.entries({ x1: px, y1: py, x2: end[0], y2: end[1] })) line.setAttribute(key, value);
    line.setAttribute("visibility", moved || block.leader ? "visible" : "hidden");
  }

  choose(entry) {
    this.current = entry;
    this.chosen.hidden = false;
    this.chosen.querySelector("p").textContent = named(entry.block);
    const { pinned, nudged } = entry.block;
    this.chosen.querySelector("[data-plan=pin]").disabled = pinned;
    this.chosen.querySelector("[data-plan=reset]").disabled = !(pinned || nudged);
  }

  leave(entry) {
    if (!this.waiting && (entry.x !== entry.block.x || entry.y !== entry.block.y)) this.decide(NUDGE, entry);
  }

  key(event, entry) {
    const arrow = ARROWS[event.key];
    if (arrow) {
      const step = event.shiftKey ? LARGE_STEP_MM : STEP_MM;
      this.move(entry, entry.x + arrow[0] * step, entry.y + arrow[1] * step);
    } else if (event.key === "Enter") {
      this.leave(entry);
    } else if (event.key === "Escape") {
      this.move(entry, entry.block.x, entry.block.y);
    } else {
      return;
    }
    event.preventDefault();
  }

  move(entry, x, y) {
    entry.x = Math.min(Math.max(x, 0), this.plan.width - entry.block.width);
    entry.y = Math.min(Math.max(y, 0), this.plan.height - entry.block.height);
    this.put(entry);
  }

  drag(event, entry) {
    if (event.button !== 0 || this.waiting) return;
    event.preventDefault();
    entry.group.focus();
    entry.group.setPointerCapture(event.pointerId);
    const matrix = this.svg.getScreenCTM().inverse();
    const at = (moment) => new DOMPoint(moment.clientX, moment.clientY).matrixTransform(matrix);
    const from = at(event);
    const [x, y] = [entry.x, entry.y];
    const follow = (moment) => this.move(entry, x + at(moment).x - from.x, y + at(moment).y - from.y);
    const drop = () => {
      entry.group.removeEventListener("pointermove", follow);
      this.leave(entry);
    };
    entry.group.addEventListener("pointermove", follow);
    entry.group.addEventListener("pointerup", drop, { once: true });
    entry.group.addEventListener("pointercancel", drop, { once: true });
  }

  async decide(action, entry = this.current) {
    if (!entry || this.waiting) return;
    const [first, ...beside] = entry.block.places;
    const body = new URLSearchParams({ action, place: first.id, beside: beside.map((place) => place.id).join(",") });
    if (action !== RESET) {
      body.set("dx", (entry.x - entry.block.point[0]).toFixed(2));
      body.set("dy", (entry.y - entry.block.point[1]).toFixed(2));
    }
    this.wait(true);
    try {
      const headers = { Accept: "application/json", "X-CSRFToken": this.token };
      const answer = await fetch(this.addresses.adjust, { method: "POST", headers, body });
      this.answered(await answer.json(), entry, action !== RESET);
    } catch {
      this.back(entry, "Die Verbindung ist abgerissen. Es wurde nichts geändert.");
    }
    this.wait(false);
  }

  answered(state, entry, isMove) {
    if (state.error || !state.plan) {
      this.back(entry, state.error ?? "Das Blatt lässt sich so nicht zeichnen.");
      return;
    }
    this.panel.innerHTML = state.panel;
    this.show(state.plan);
    const { id } = entry.block.places[0];
    const again = [...this.groups.values()].find(({ block }) => block.places.some((place) => place.id === id));
    const away = again && isMove ? Math.hypot(again.x - entry.x, again.y - entry.y) : 0;
    this.say(away > NEAR_MM ? "Dort ist kein Platz. Das Schild steht, wo es am besten geht." : "Übernommen.");
    again?.group.focus({ preventScroll: true });
  }

  back(entry, reason) {
    this.move(entry, entry.block.x, entry.block.y);
    this.say(reason, true);
  }

  wait(waiting) {
    this.waiting = waiting;
    this.svg.classList.toggle("is-waiting", waiting);
    if (waiting) this.say("Die Schilder werden neu gesetzt …");
  }

  say(text, isError = false) {
    this.state.textContent = text;
    this.state.classList.toggle("is-error", isError);
  }

  zoom(button) {
    for (const other of document.querySelectorAll("[data-zoom]")) other.setAttribute("aria-pressed", other === button);
    this.svg.style.width = `${Number(button.dataset.zoom) * 100}%`;
  }
}

const plan = document.getElementById("plan-data");
if (plan) new Plan(document.getElementById("plan"), JSON.parse(plan.textContent));
