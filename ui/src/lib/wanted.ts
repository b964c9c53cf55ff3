import type { OptionView } from "./bindings/OptionView";
import { call } from "./bridge";

/** Most options that the app is asked for by id at once. */
const ASKED_MAX = 100;

/** Options of long lists that are wanted by id: gathered while a page is drawn, and each asked for once. */
export class Wanted {
  readonly #asked = new Set<string>();
  #next: { list: string; id: string }[] = [];
  /** Changes when all is forgotten; what comes afterwards is not heard. */
  #turn = 0;
  readonly #heard: (list: string, options: OptionView[]) => void;

  constructor(heard: (list: string, options: OptionView[]) => void) {
    this.#heard = heard;
  }

  ask(list: string, id: string): void {
    const key = `${list}/${id}`;
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    this.#next.push({ list, id });
    if (this.#next.length === 1) queueMicrotask(() => void this.#bring());
  }

  forget(): void {
    this.#asked.clear();
    this.#next = [];
    this.#turn += 1;
  }

  async #bring(): Promise<void> {
    const wanted = this.#next;
    this.#next = [];
    for (const list of new Set(wanted.map((one) => one.list))) {
      const all = wanted.flatMap((one) => (one.list === list ? [one.id] : []));
      for (let at = 0; at < all.length; at += ASKED_MAX)
        await this.#fetch(list, all.slice(at, at + ASKED_MAX));
    }
  }

  async #fetch(list: string, ids: string[]): Promise<void> {
    const turn = this.#turn;
    try {
      const found = await call("find_options", { list, search: "", limit: ids.length, ids });
      if (turn === this.#turn) this.#heard(list, found);
    } catch {
      // The ids stand in for their labels, and are asked for again when they are drawn the next time.
      for (const id of ids) this.#asked.delete(`${list}/${id}`);
    }
  }
}
