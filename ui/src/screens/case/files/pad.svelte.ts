import type { FilePlace } from "./incoming.svelte";
import { pngOf, type Point, type Stroke } from "./strokes";

/** A signature being drawn. It outlives its drawing area, so that going to another form loses no line. */
export class Pad {
  readonly place: FilePlace;
  strokes = $state.raw<Stroke[]>([]);
  /** Whether a signature that is there is being drawn anew. */
  again = $state(false);
  /** Whether it is on its way into the casebook. */
  busy = $state(false);

  constructor(place: FilePlace) {
    this.place = place;
  }

  // Not `$derived`: it would go with the component that asked for the pad first.
  get hasInk(): boolean {
    return this.strokes.length > 0;
  }

  begin(point: Point): void {
    this.strokes = [...this.strokes, [point]];
  }

  /** Goes on with the line that was begun last. */
  go(points: Point[]): void {
    const line = this.strokes.at(-1);
    if (line) this.strokes = [...this.strokes.slice(0, -1), [...line, ...points]];
  }

  undo(): void {
    this.strokes = this.strokes.slice(0, -1);
  }

  clear(): void {
    this.strokes = [];
  }

  /** Gives the pad back, empty. */
  reset(): void {
    this.clear();
    this.again = false;
    this.busy = false;
  }

  picture(): Promise<File | null> {
    return pngOf(this.strokes);
  }
}
