import { tick } from "svelte";

/** What is drawn between two frames once the first piece stands. */
const PIECE = 12;
/** Height of a row that is written in, and of what stands above the form, in pixels. */
const ROW_PX = 40;
const HEAD_PX = 160;
/** Left between a frame and the next piece, for what is typed or clicked meanwhile. */
const PAUSE_MS = 8;

/**
 * A long list drawn in pieces: what fits the window at once, the rest between frames, so that nobody waits for what is
 * not in sight. `Rest` stands at the end until everything is drawn.
 */
export class Pieces {
  #upTo = $state(Math.max(Math.ceil((window.innerHeight - HEAD_PX) / ROW_PX), PIECE));
  readonly #length: () => number;
  /** How many are not drawn yet. */
  readonly left = $derived.by(() => Math.max(this.#length() - this.#upTo, 0));

  constructor(length: () => number) {
    this.#length = length;
    $effect(() => {
      if (this.left === 0) return;
      return afterPaint(() => (this.#upTo += PIECE));
    });
  }

  /** Those that are drawn. */
  of<T>(list: T[]): T[] {
    return this.#upTo < list.length ? list.slice(0, this.#upTo) : list;
  }
}

/** Runs something once the window has been painted; answers with how to call it off. */
function afterPaint(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => (timer = setTimeout(work, PAUSE_MS)));
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** The first element of the page that a selector finds, as soon as it is drawn; null once everything is and it is not. */
export async function onceDrawn(selector: string): Promise<HTMLElement | null> {
  for (;;) {
    await tick();
    const found = document.querySelector<HTMLElement>(selector);
    if (found || !document.querySelector("[data-rest]")) return found;
    await new Promise((done) =>
      afterPaint(() => {
        done(null);
      }),
    );
  }
}
