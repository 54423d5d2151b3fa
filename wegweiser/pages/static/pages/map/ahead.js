// Pages that are one tap away are fetched and read before the tap, each as a document that is shown once.
import { calm } from "../calm.js";

const KEPT_MS = 60 * 1000;
const MOST_AHEAD = 5;

export class Ahead {
  constructor() {
    this.pages = new Map();
    this.turn = 0;
  }

  // Only where data cost nothing extra; of several calls in a row the last one counts.
  async prepare(links) {
    const turn = ++this.turn;
    if (navigator.connection?.saveData) return;
    await calm();
    for (const { href } of [...links].slice(0, MOST_AHEAD)) {
      if (turn !== this.turn) return;
      if (!this.fresh(href)) this.pages.set(href, { since: Date.now(), page: await read(href, "low") });
    }
  }

  async take(address) {
    const page = this.fresh(address)?.page ?? (await read(address));
    this.pages.delete(address);
    return page;
  }

  fresh(address) {
    const found = this.pages.get(address);
    return found?.page && Date.now() - found.since < KEPT_MS ? found : null;
  }
}

async function read(address, priority = "auto") {
  const answer = await fetch(address, { priority }).catch(() => null);
  return answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
}
