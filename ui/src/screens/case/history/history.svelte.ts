import type { HistoryView } from "../../../lib/bindings/HistoryView";
import { call } from "../../../lib/bridge";
import { frame } from "../../../lib/frame.svelte";
import { everything, type Asked } from "./lib";

/** Lines of one page. */
export const PAGE = 100;

/** The log of one record, a page at a time. */
export class HistoryState {
  asked = $state.raw<Asked>(everything);
  offset = $state(0);
  view = $state.raw<HistoryView | null>(null);
  /** The line that shows what can be done with it, by its place on the page. */
  open = $state<number | null>(null);
  /** The line that the arrow keys are at. */
  at = $state(0);
  readonly #caseId: () => string | null;
  #turn = 0;

  constructor(caseId: () => string | null) {
    this.#caseId = caseId;
  }

  get hasNewer(): boolean {
    return this.offset > 0;
  }

  get hasOlder(): boolean {
    return this.view !== null && this.offset + PAGE < this.view.total;
  }

  /** Fetches the page again; true once it is the one that is shown. */
  async load(): Promise<boolean> {
    const caseId = this.#caseId();
    if (caseId === null) return false;
    const turn = ++this.#turn;
    try {
      const view = await call("history", { caseId, ...this.asked, offset: this.offset, limit: PAGE });
      // An answer that was overtaken by a later one is not shown.
      if (turn !== this.#turn) return false;
      this.view = view;
      this.at = Math.max(0, Math.min(this.at, view.lines.length - 1));
      return true;
    } catch (error: unknown) {
      frame.failed(error);
      return false;
    }
  }

  /** Another question begins with its latest line. */
  async ask(asked: Asked): Promise<boolean> {
    this.asked = asked;
    return await this.#show(0, 0);
  }

  async older(): Promise<boolean> {
    return this.hasOlder && (await this.#show(this.offset + PAGE, 0));
  }

  async newer(): Promise<boolean> {
    return this.hasNewer && (await this.#show(Math.max(0, this.offset - PAGE), PAGE - 1));
  }

  async #show(offset: number, at: number): Promise<boolean> {
    this.offset = offset;
    this.open = null;
    this.at = at;
    return await this.load();
  }

  /** Goes on by so many lines, over the page's end as well. */
  async move(by: number): Promise<boolean> {
    const last = (this.view?.lines.length ?? 0) - 1;
    const to = this.at + by;
    if (to > last && this.at === last) return await this.older();
    if (to < 0 && this.at === 0) return await this.newer();
    this.at = Math.max(0, Math.min(to, last));
    return true;
  }

  toggle(index: number): void {
    this.at = index;
    this.open = this.open === index ? null : index;
  }
}
