import type { OptionView } from "../../lib/bindings/OptionView";
import { call } from "../../lib/bridge";
import { frame } from "../../lib/frame.svelte";
import { options } from "../../lib/options.svelte";

/** Milliseconds of quiet before the app is asked. */
const ASK_MS = 80;

/** Options of one answer. */
export const FOUND_MAX = 50;

/** Type-ahead in a list that the app keeps: the answer to the last question counts, whatever comes when. */
export class Finder {
  found = $state.raw<OptionView[]>([]);
  /** Whether what is shown answers what was typed last. */
  settled = $state(false);
  #sought: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts questions; an answer to an older one is dropped. */
  #nth = 0;
  readonly #list: () => string;

  constructor(list: () => string) {
    this.#list = list;
  }

  /** Soon asks for what begins so. */
  seek(text: string): void {
    if (text === this.#sought) return;
    this.#sought = text;
    this.settled = false;
    this.#nth += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.now(), ASK_MS);
  }

  /** Asks at once for what was sought last, unless it is known. */
  async now(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#sought === null || this.settled) return;
    const nth = (this.#nth += 1);
    const list = this.#list();
    try {
      const found = await call("find_options", { list, search: this.#sought, limit: FOUND_MAX, ids: [] });
      if (nth !== this.#nth) return;
      options.meet(list, found);
      this.found = found;
      this.settled = true;
    } catch (error: unknown) {
      if (nth === this.#nth) frame.failed(error);
    }
  }

  /** Nothing is sought any more; what is on its way is not heard. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#nth += 1;
    this.#sought = null;
    this.settled = false;
    this.found = [];
  }
}
