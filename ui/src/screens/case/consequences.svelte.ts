import type { ConsequencesView } from "../../lib/bindings/ConsequencesView";
import type { EditsArgs } from "../../lib/bindings/EditsArgs";
import { call } from "../../lib/bridge";
import { mapOf, setOf } from "../../lib/collections";
import { frame } from "../../lib/frame.svelte";
import { spotKey, type Spot } from "./edits";

/**
 * What the app says follows from the answers: what is hidden, worked out, offered, and how far each form is.
 *
 * Typing never waits for it. One question is on its way at a time; the last one asked is always answered.
 */
export class Consequences {
  view = $state.raw() as ConsequencesView;
  readonly hidden = $derived(setOf(this.view.hidden));
  readonly undrawn = $derived(setOf(this.view.undrawn));
  readonly calculated = $derived(mapOf(this.view.calculated.map(({ spot, shown }) => [spot, shown])));
  readonly understood = $derived(mapOf(this.view.understood.map((one) => [one.spot, one])));
  readonly offered = $derived(mapOf(this.view.offered.map(({ spot, options }) => [spot, setOf(options)])));
  readonly forms = $derived(mapOf(this.view.forms.map((form) => [form.formId, form])));
  readonly #args: () => EditsArgs;
  #waiting = false;
  #asking: Promise<void> | null = null;
  #askAgain = false;
  /** Counts pages fetched anew; an answer to a question about the page before is dropped. */
  #page = 0;
  #closed = false;

  constructor(view: ConsequencesView, args: () => EditsArgs) {
    this.view = view;
    this.#args = args;
  }

  isHidden(spot: Spot): boolean {
    if (this.hidden.has(spotKey(spot))) return true;
    return spot.subformId !== null && this.hidden.has(`${spot.subformId}//${spot.fieldId}`);
  }

  /** Asks once the event that typed is over, before it is painted; while an answer is on its way, when it has come. */
  later(): void {
    if (this.#waiting || this.#closed) return;
    this.#waiting = true;
    queueMicrotask(() => {
      if (this.#waiting) void this.now();
    });
  }

  /** Asks now; done when nothing newer is left to ask. */
  async now(): Promise<void> {
    this.#waiting = false;
    if (this.#closed) return;
    this.#askAgain = true;
    this.#asking ??= this.#ask();
    await this.#asking;
  }

  async #ask(): Promise<void> {
    while (this.#askAgain && !this.#closed) {
      this.#askAgain = false;
      const page = this.#page;
      try {
        const view = await call("consequences", this.#args());
        if (page === this.#page) this.view = view;
      } catch (error: unknown) {
        if (page === this.#page) frame.failed(error);
      }
    }
    this.#asking = null;
  }

  /** What was said with a page that was fetched anew. */
  show(view: ConsequencesView): void {
    this.#waiting = false;
    this.#page += 1;
    this.#askAgain = false;
    this.view = view;
  }

  /** The page is left: whatever comes is not heard any more. */
  close(): void {
    this.#waiting = false;
    this.#page += 1;
    this.#closed = true;
  }
}
