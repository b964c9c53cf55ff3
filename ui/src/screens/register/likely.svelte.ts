import type { EditRequest } from "../../lib/bindings/EditRequest";
import type { LikelyView } from "../../lib/bindings/LikelyView";
import { call } from "../../lib/bridge";
import { frame } from "../../lib/frame.svelte";

/** Milliseconds of quiet before the app is asked. */
const ASK_MS = 150;

/** Cases that may be of the child of whom one is typing. Only the answer to the last question is heard. */
export class Likely {
  /** None: nothing was typed by which one could look. */
  found = $state.raw<LikelyView[] | null>(null);
  /** Whether what was typed last is not answered yet. */
  pending = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts questions; an answer to an older one is dropped. */
  #nth = 0;
  #edits: EditRequest[] = [];

  /** Asks about these edits once the typing pauses. */
  later(edits: EditRequest[]): void {
    this.stop();
    this.#edits = edits;
    if (edits.length === 0) this.found = null;
    else {
      this.pending = true;
      this.#timer = setTimeout(() => void this.now(), ASK_MS);
    }
  }

  async now(): Promise<void> {
    this.stop();
    const nth = this.#nth;
    this.pending = true;
    try {
      const found = await call("likely_cases", { edits: this.#edits });
      if (nth === this.#nth) this.found = found;
    } catch (error: unknown) {
      if (nth === this.#nth) frame.failed(error);
    } finally {
      if (nth === this.#nth) this.pending = false;
    }
  }

  /** Whatever is on its way is not heard any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#nth += 1;
    this.pending = false;
  }
}
