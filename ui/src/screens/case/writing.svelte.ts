import type { CaseView } from "../../lib/bindings/CaseView";
import type { EditRequest } from "../../lib/bindings/EditRequest";
import type { FieldView } from "../../lib/bindings/FieldView";
import type { ValueView } from "../../lib/bindings/ValueView";
import { mapOf, setOf } from "../../lib/collections";
import {
  isTyped,
  layIn,
  newEntries,
  opening,
  spotKey,
  withEdit,
  withInner,
  withoutIdle,
  withoutSaved,
  withOuters,
  type Baseline,
  type Begun,
  type Spot,
} from "./edits";
import type { PageIndex } from "./index";

/** What is being written on a page and not saved yet. Hidden or not, what was typed stays here until it is saved. */
export class Writing {
  edits = $state.raw<EditRequest[]>([]);
  /** Entries that are not saved, in the order in which they were begun; some hold nothing yet. */
  #begun = $state.raw<Begun[]>([]);
  #baseline = $state.raw<Baseline>(mapOf([]));
  readonly #index: () => PageIndex;
  readonly #byKey = $derived(
    mapOf(this.edits.filter((edit) => !edit.removed).map((edit) => [spotKey(edit), edit])),
  );
  readonly #removed = $derived(setOf(this.edits.filter((edit) => edit.removed).map((edit) => edit.entryId)));
  readonly #written = $derived(setOf(this.edits.map((edit) => edit.entryId)));
  readonly #new = $derived(mapOf(this.#begun.map((entry) => [entry.entryId, entry])));
  readonly #kept = $derived.by(() => withoutIdle(this.edits, this.#baseline, this.#index().entries));
  /** Whether the person changed anything; what a page begins with is nothing yet. */
  readonly typed = $derived(isTyped(this.#kept, this.#baseline));

  constructor(index: () => PageIndex) {
    this.#index = index;
  }

  /** What is saved, and kept as a draft. */
  get sent(): EditRequest[] {
    return this.typed ? withOuters(this.#kept, this.#index()) : [];
  }

  /** What the app is asked about: also entries in which nothing stands yet, for their questions depend on each other. */
  get asked(): EditRequest[] {
    const { subforms } = this.#index();
    const openings = this.#begun
      .filter((entry) => entry.outer === null)
      .flatMap((entry) => opening(subforms.get(entry.subformId)?.field, entry.entryId));
    return [...openings, ...withOuters(this.edits, this.#index())];
  }

  /** The value to show in an input: what was typed, else what is written. */
  value(field: FieldView, spot: Spot): ValueView {
    const edit = this.#byKey.get(spotKey(spot));
    if (edit) return edit.value;
    return this.#isNew(spot.entryId) ? null : field.value;
  }

  /** What was typed, if anything was. */
  typedAt(spot: Spot): ValueView | undefined {
    return this.#byKey.get(spotKey(spot))?.value ?? undefined;
  }

  set(field: FieldView, spot: Spot, value: ValueView): void {
    const before = this.#isNew(spot.entryId) ? null : field.value;
    const began = this.#baseline.has(spotKey(spot));
    this.edits = withEdit(this.edits, spot, value, began ? undefined : before);
  }

  #isNew(entryId: string | null): boolean {
    return entryId !== null && !this.#index().entries.has(entryId);
  }

  isRemoved(entryId: string): boolean {
    return this.#removed.has(entryId);
  }

  /** Whether something is written in an entry, or it is new. */
  isAt(entryId: string): boolean {
    return this.#new.has(entryId) || this.#written.has(entryId);
  }

  /** Where an entry stands that is not saved. */
  placeOf(entryId: string): Begun | undefined {
    return this.#new.get(entryId);
  }

  /** New entries of a subform, those within `outer` if it stands in entries. */
  newEntries(subformId: string, outer: string | null): string[] {
    const here = this.#begun.filter((entry) => entry.subformId === subformId && entry.outer === outer);
    return here.map((entry) => entry.entryId);
  }

  /** Begins with what the app gives a new record. */
  begin({ begin, beginEntries }: Pick<CaseView, "begin" | "beginEntries">): void {
    this.goOn(begin);
    this.#baseline = mapOf(begin.map((edit) => [spotKey(edit), edit.value]));
    this.beginEntries(beginEntries);
  }

  /** Entries to begin with, unless the draft holds as many already. */
  beginEntries(entries: CaseView["beginEntries"]): void {
    const { subforms } = this.#index();
    for (const subformId of setOf(entries.map((entry) => entry.subformId))) {
      const field = subforms.get(subformId)?.field;
      const wanted = entries.filter((entry) => entry.subformId === subformId);
      for (const { entryId } of wanted.slice(this.newEntries(subformId, null).length)) {
        if (!field) continue;
        const before = this.edits;
        this.add(field, { subformId, entryId, outer: null });
        const defaults = this.edits.slice(before.length).map((edit) => [spotKey(edit), edit.value] as const);
        this.#baseline = mapOf([...this.#baseline, ...defaults]);
      }
    }
  }

  /** A new entry with what its fields begin with. */
  add(field: FieldView, entry: Begun): void {
    const { subformId, entryId, outer } = entry;
    const defaults = field.entryFields
      .filter((inner) => inner.value !== null)
      .map(({ fieldId, value }) => ({ fieldId, value, subformId, entryId, removed: false }));
    this.#begun = [...this.#begun, entry];
    this.edits = [...this.edits, ...(outer === null ? [] : [layIn(entry)]), ...defaults];
  }

  /** A new entry with the edits that the app makes it of. */
  lay(entry: Begun, edits: EditRequest[]): void {
    this.#begun = [...this.#begun, entry];
    this.edits = [...this.edits, ...edits];
  }

  /** Removes an entry; one that nobody saved yet goes with all that lies in it. */
  remove(subformId: string, entryId: string): void {
    if (this.#index().entries.has(entryId)) {
      this.edits = withoutSaved(this.edits, subformId, entryId);
      return;
    }
    const gone = withInner(this.#begun, entryId);
    this.edits = this.edits.filter((edit) => edit.entryId === null || !gone.has(edit.entryId));
    this.#begun = this.#begun.filter((entry) => !gone.has(entry.entryId));
  }

  bringBack(entryId: string): void {
    this.edits = this.edits.filter((edit) => !(edit.removed && edit.entryId === entryId));
  }

  /** Goes on from these edits, as from a draft; without any, nothing is being written. */
  goOn(edits: EditRequest[]): void {
    this.edits = edits;
    this.#begun = newEntries(edits, this.#index().entries);
    this.#baseline = mapOf([]);
  }
}
