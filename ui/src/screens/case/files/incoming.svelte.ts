import type { AttachedView } from "../../../lib/bindings/AttachedView";
import type { ErrorView } from "../../../lib/bindings/ErrorView";
import type { RecordTypeView } from "../../../lib/bindings/RecordTypeView";
import { asError, attach } from "../../../lib/bridge";
import { frame } from "../../../lib/frame.svelte";

/** Where files are added: a question, and the entry that it stands in. */
export interface FilePlace {
  fieldId: string;
  outer: string | null;
}

/** A file that somebody chose, until the app has taken it over. */
export interface Coming {
  id: number;
  place: FilePlace;
  file: File;
  state: "waits" | "comes" | "refused";
  /** Why it was refused. */
  error: ErrorView | null;
  /** What follows once it is there. */
  after: () => void;
}

/** No configuration lets a file be larger than this, in bytes. */
const SENT_MAX = 100_000_000;

export function isAt(one: FilePlace, other: FilePlace): boolean {
  return one.fieldId === other.fieldId && one.outer === other.outer;
}

/**
 * Files on their way into the casebook: one after another, each with its own outcome. Nothing waits for them but
 * saving and leaving the page.
 */
export class Incoming {
  all = $state.raw<Coming[]>([]);
  /** What came last, to be said. */
  came = $state.raw<{ place: FilePlace; name: string } | null>(null);
  readonly #record: () => RecordTypeView;
  readonly #arrived: (place: FilePlace, made: AttachedView) => void;
  #running: Promise<void> | null = null;
  #count = 0;
  /** Counts drafts that were thrown away; what was chosen for one of them is not wanted any more. */
  #round = 0;

  constructor(record: () => RecordTypeView, arrived: (place: FilePlace, made: AttachedView) => void) {
    this.#record = record;
    this.#arrived = arrived;
  }

  get isBusy(): boolean {
    return this.all.some((one) => one.state !== "refused");
  }

  at(place: FilePlace): Coming[] {
    return this.all.filter((one) => isAt(one.place, place));
  }

  add(place: FilePlace, files: File[], after: () => void = () => undefined): void {
    if (files.length === 0) return;
    const chosen = files.map((file) => {
      this.#count += 1;
      return { id: this.#count, place, file, state: "waits" as const, error: null, after };
    });
    this.all = [...this.all, ...chosen];
    this.#running ??= this.#run();
  }

  /** Takes the word about a refused file away. */
  dismiss(id: number): void {
    this.all = this.all.filter((one) => one.id !== id);
  }

  /** Done when nothing is on its way. */
  async settled(): Promise<void> {
    await this.#running;
  }

  forget(): void {
    this.#round += 1;
    this.all = [];
    this.came = null;
  }

  async #run(): Promise<void> {
    for (let next = this.#next(); next; next = this.#next()) await this.#take(next);
    this.#running = null;
  }

  #next(): Coming | undefined {
    return this.all.find((one) => one.state === "waits");
  }

  async #take({ id, place, file, after }: Coming): Promise<void> {
    const round = this.#round;
    this.#change(id, { state: "comes" });
    try {
      const request = { record: this.#record(), ...place, name: file.name };
      // A larger one is cut short: the app refuses it by its size all the same, and no memory is lost on it.
      const made = await attach(request, file.size > SENT_MAX ? file.slice(0, SENT_MAX + 1) : file);
      if (round !== this.#round) return;
      this.dismiss(id);
      this.#arrived(place, made);
      this.came = { place, name: made.file.name };
      after();
    } catch (error: unknown) {
      if (round !== this.#round) return;
      // A folder, or a file that went away meanwhile, fails before the app hears of it.
      const unreadable = error instanceof DOMException;
      const view = unreadable ? { code: "file_unreadable", args: {} } : asError(error);
      this.#change(id, { state: "refused", error: view });
      if (view.code === "locked") frame.failed(error);
    }
  }

  #change(id: number, change: Partial<Coming>): void {
    this.all = this.all.map((one) => (one.id === id ? { ...one, ...change } : one));
  }
}
