import type { FilePlace } from "./incoming.svelte";
import { Pad } from "./pad.svelte";

/** The pads of a page that is open, one for each place where somebody may sign. */
export class Pads {
  readonly #pads = new Map<string, Pad>();

  at(place: FilePlace): Pad {
    const key = `${place.outer ?? ""}/${place.fieldId}`;
    const pad = this.#pads.get(key) ?? new Pad(place);
    this.#pads.set(key, pad);
    return pad;
  }

  get drawn(): Pad[] {
    return [...this.#pads.values()].filter((pad) => pad.hasInk);
  }

  forget(): void {
    for (const pad of this.#pads.values()) pad.reset();
  }
}
