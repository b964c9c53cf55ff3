import type { AttachedView } from "../../../lib/bindings/AttachedView";
import type { FileRequest } from "../../../lib/bindings/FileRequest";
import type { FileView } from "../../../lib/bindings/FileView";
import type { CaseState } from "../case.svelte";
import { FILE, type Drafted, type Facts } from "./cards";
import { Incoming, type FilePlace } from "./incoming.svelte";
import type { Pad } from "./pad.svelte";
import { Pads } from "./pads";
import { Smalls } from "./smalls";

/** A file to be looked at. */
export interface Look {
  request: FileRequest;
  file: FileView;
  title: string;
  facts: Facts;
}

/** The files of a page that is open. */
export class Files {
  readonly incoming: Incoming;
  readonly smalls = new Smalls();
  readonly pads = new Pads();
  /** The files of one question, and which of them is looked at. */
  viewing = $state.raw<{ looks: Look[]; at: number } | null>(null);
  /** What the app took over since the page was opened, by the value in the draft. */
  #taken = $state.raw<Record<string, FileView>>({});
  readonly #page: CaseState;
  #signing: Promise<void> = Promise.resolve();

  constructor(page: CaseState) {
    this.#page = page;
    this.incoming = new Incoming(
      () => page.view.record,
      (place, made) => {
        this.#arrived(place, made);
      },
    );
  }

  /** The file of an entry that is not saved yet. */
  drafted(subformId: string, entryId: string): Drafted | null {
    const value = this.#page.writing.typedAt({ fieldId: FILE, subformId, entryId });
    if (typeof value !== "string") return null;
    return { value, file: this.#taken[value] ?? this.#page.view.draftedFiles[value] ?? null };
  }

  /** Adds the signature that was drawn. */
  async sign(pad: Pad): Promise<void> {
    if (!pad.busy) this.#signing = this.#sign(pad);
    await this.#signing;
  }

  async #sign(pad: Pad): Promise<void> {
    pad.busy = true;
    const picture = await pad.picture().catch(() => null);
    if (picture) this.addSignature(pad, picture);
    else pad.busy = false;
  }

  /** Adds a signature, drawn or chosen; one that was there makes place for it. */
  addSignature(pad: Pad, picture: File): void {
    const { place } = pad;
    const before = this.#page.entriesAt(place);
    this.incoming.add(place, [picture], () => {
      for (const entryId of before) this.#page.replaceEntry(place.fieldId, entryId);
      pad.reset();
    });
    // Refused, it may be tried again with what is drawn.
    void this.incoming.settled().then(() => (pad.busy = false));
  }

  /** Whether anything chosen or drawn is not in the draft yet. */
  get isBusy(): boolean {
    return this.incoming.isBusy || this.pads.drawn.length > 0;
  }

  /** Done when everything chosen and drawn is in the draft, or refused. */
  async settled(): Promise<void> {
    for (const pad of this.pads.drawn) await this.sign(pad);
    await this.incoming.settled();
  }

  /** The draft was thrown away. */
  forget(): void {
    this.incoming.forget();
    this.pads.forget();
  }

  /** The page is left. */
  close(): void {
    this.forget();
    this.viewing = null;
    this.smalls.close();
  }

  #arrived(place: FilePlace, made: AttachedView): void {
    const named = made.edits.find((edit) => edit.fieldId === FILE)?.value;
    if (typeof named === "string") this.#taken = { ...this.#taken, [named]: made.file };
    this.#page.attached(place, made);
  }
}
