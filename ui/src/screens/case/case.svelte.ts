import { SvelteSet } from "svelte/reactivity";
import type { AttachedView } from "../../lib/bindings/AttachedView";
import type { CaseView } from "../../lib/bindings/CaseView";
import type { EditRequest } from "../../lib/bindings/EditRequest";
import type { EditsArgs } from "../../lib/bindings/EditsArgs";
import type { ErrorView } from "../../lib/bindings/ErrorView";
import type { FieldErrorView } from "../../lib/bindings/FieldErrorView";
import type { FieldView } from "../../lib/bindings/FieldView";
import type { FormView } from "../../lib/bindings/FormView";
import type { LikelyView } from "../../lib/bindings/LikelyView";
import type { SavedView } from "../../lib/bindings/SavedView";
import type { ValueView } from "../../lib/bindings/ValueView";
import { asError, call } from "../../lib/bridge";
import { setOf } from "../../lib/collections";
import { frame } from "../../lib/frame.svelte";
import { options } from "../../lib/options.svelte";
import { Consequences } from "./consequences.svelte";
import type { Spot } from "./edits";
import { CURRENT } from "./files/cards";
import { Files } from "./files/files.svelte";
import type { FilePlace } from "./files/incoming.svelte";
import { keepsFiles } from "./files/kinds";
import { countByForm, formsOf, indexOf } from "./index";
import { inGroups } from "./lib";
import { Writing } from "./writing.svelte";

/** Milliseconds of quiet before a draft is kept. */
const DRAFT_MS = 400;

/** Place in the form list that is not a form. */
export const REFERRALS = "referrals";

/** One open record: what the app said of it, and what the person is writing. */
export class CaseState {
  view: CaseView;
  formAt = $state("");
  editing = $state(false);
  /** When the draft was kept last. */
  draftAtMs = $state<number | null>(null);
  errors = $state.raw<FieldErrorView[]>([]);
  problem = $state.raw<ErrorView | null>(null);
  /** Cases that may be of the same child, as the last save found them; it wrote nothing then. */
  likely = $state.raw<LikelyView[]>([]);
  /** Cases that the person looked at and took for other children. */
  #ruledOut: string[] = [];
  panel = $state<"history" | "seen" | "flags" | "links" | null>(null);
  /** The form whose history is asked for first; none: of everything. */
  historyOf: string | null = null;
  busy = $state(false);
  /** The case that a new incident is of. */
  of: string | null = null;
  /** Changes whenever inputs must be drawn anew from the view. */
  session = $state(0);
  readonly openEntries = new SvelteSet<string>();
  readonly putOff = new SvelteSet<string>();
  readonly index = $derived.by(() => indexOf(this.view));
  readonly writing = new Writing(() => this.index);
  readonly files = new Files(this);
  readonly consequences: Consequences;
  /** How many errors stand on each form. */
  readonly errorForms = $derived(countByForm(this.index, this.errors, (id) => this.#placeOf(id)));
  /** Entries that hold an error, and those around them. */
  readonly wrongEntries = $derived(
    setOf(this.errors.flatMap(({ entryId }) => (entryId === null ? [] : this.#around(entryId)))),
  );
  /** The forms to offer, in the order of the list. */
  readonly forms = $derived.by(() => this.#same(this.view.forms.filter((form) => this.#isOffered(form))));
  /** The forms offered before; the same ones draw no list anew. */
  #offered: FormView[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unkept = false;
  /** The draft on its way to the app; a save waits for it, so that it cannot come back afterwards. */
  #keeping: Promise<boolean> = Promise.resolve(true);

  constructor(view: CaseView, formId?: string) {
    this.view = $state.raw(inGroups(view));
    this.consequences = new Consequences(view.consequences, () => this.#args(this.writing.asked));
    this.formAt = view.forms.some((form) => form.formId === formId) ? (formId ?? "") : this.#firstForm();
    const draft = view.draft;
    if (draft && draft.edits.length > 0) {
      this.#resume(draft.edits, formId === undefined);
      this.draftAtMs = draft.atMs;
    } else if (view.caseId === null) {
      this.writing.begin(view);
      this.editing = true;
    }
    for (const { entryId } of view.beginEntries) this.openEntries.add(entryId);
    if (this.editing) this.#showWritable();
  }

  /** Goes on with a draft, on the form where it was begun. */
  #resume(edits: EditRequest[], onItsForm: boolean): void {
    this.writing.goOn(edits);
    this.writing.beginEntries(this.view.beginEntries);
    this.editing = true;
    for (const { entryId, subformId } of edits) {
      const kind = this.index.subforms.get(subformId ?? "")?.field.kind ?? "";
      // What a file shows is seen without unfolding it.
      if (entryId !== null && !keepsFiles(kind)) this.openEntries.add(entryId);
    }
    const [first] = edits;
    const [form] = first ? formsOf(this.index, first.fieldId ?? "", first.subformId) : [];
    if (onItsForm && form !== undefined) this.formAt = form;
  }

  /** Has at hand what drawing the page needs. */
  async ready(): Promise<void> {
    const asked = this.writing.asked.length > 0 ? this.consequences.now() : null;
    await Promise.all([options.ready(this.view.listsMark), asked]);
    if (!this.#isShown(this.formAt)) this.formAt = this.#firstForm();
    if (this.editing) this.#showWritable();
  }

  get form(): FormView | undefined {
    return this.view.forms.find((form) => form.formId === this.formAt);
  }

  get edits(): EditRequest[] {
    return this.writing.edits;
  }

  get hasReferrals(): boolean {
    return this.view.record === "case" && this.view.caseId !== null;
  }

  get mayWrite(): boolean {
    return this.forms.some((form) => form.mayWrite);
  }

  #isShown(formId: string): boolean {
    return this.consequences.forms.get(formId)?.shown ?? true;
  }

  /** A form that one is on, or that has to be put right, does not vanish under one's hands. */
  #isOffered({ formId }: FormView): boolean {
    return this.#isShown(formId) || formId === this.formAt || this.errorForms.has(formId);
  }

  #same(forms: FormView[]): FormView[] {
    const before = this.#offered;
    const same = forms.length === before.length && forms.every((form, nth) => form === before[nth]);
    if (!same) this.#offered = forms;
    return this.#offered;
  }

  #firstForm(): string {
    const first = this.view.forms.find((form) => this.#isShown(form.formId));
    return first?.formId ?? (this.hasReferrals ? REFERRALS : "");
  }

  edit(): void {
    if (!this.mayWrite) return;
    this.editing = true;
    this.panel = null;
    if (this.edits.length > 0) void this.consequences.now();
    this.#showWritable();
  }

  #showWritable(): void {
    if (this.form?.mayWrite) return;
    this.formAt = this.forms.find((form) => form.mayWrite)?.formId ?? this.formAt;
  }

  /** Opens entries that have to be seen, with those around them. */
  openEntry(entryId: string): void {
    for (const id of this.#around(entryId)) this.openEntries.add(id);
  }

  /** The subform of an entry, saved or not. */
  subformOf(entryId: string): string | null {
    return this.#placeOf(entryId)?.subformId ?? null;
  }

  #placeOf(entryId: string): { subformId: string; outer: string | null } | undefined {
    return this.index.entries.get(entryId) ?? this.writing.placeOf(entryId);
  }

  /** An entry and those it lies in. */
  #around(entryId: string): string[] {
    const outer = this.#placeOf(entryId)?.outer ?? null;
    return [entryId, ...(outer === null ? [] : this.#around(outer))];
  }

  error({ fieldId, entryId }: Spot): FieldErrorView | undefined {
    return this.errors.find((error) => error.fieldId === fieldId && error.entryId === entryId);
  }

  set(field: FieldView, spot: Spot, value: ValueView): void {
    this.writing.set(field, spot, value);
    if (field.fieldId === CURRENT && value === true) this.#untickOthers(spot);
    const settled = this.error(spot);
    if (settled) this.errors = this.errors.filter((error) => error !== settled);
    this.#touched();
  }

  /** A new entry; `outer` is the entry it is to lie in. */
  async addEntry(field: FieldView, outer: string | null = null): Promise<string | null> {
    return await this.#guard(async () => {
      const entryId = await call("new_entry_id", {});
      this.writing.add(field, { subformId: field.fieldId, entryId, outer });
      this.openEntries.add(entryId);
      this.#touched();
      return entryId;
    });
  }

  removeEntry(field: FieldView, entryId: string): void {
    this.writing.remove(field.fieldId, entryId);
    this.openEntries.delete(entryId);
    this.#touched();
  }

  /** Entries that are there, saved or not, of a question that stands in the record or in one entry. */
  entriesAt({ fieldId, outer }: FilePlace): string[] {
    const here = [...this.index.entries].filter(([, at]) => at.subformId === fieldId && at.outer === outer);
    const all = [...here.map(([entryId]) => entryId), ...this.writing.newEntries(fieldId, outer)];
    return all.filter((entryId) => !this.writing.isRemoved(entryId));
  }

  /** A file that the app took over becomes a new entry, unless what it was to lie in is gone meanwhile. */
  attached({ fieldId, outer }: FilePlace, made: AttachedView): void {
    if (outer !== null && !this.#placeOf(outer)) return;
    this.writing.lay({ subformId: fieldId, entryId: made.entryId, outer }, made.edits);
    this.errors = this.errors.filter((error) => error.fieldId !== fieldId || error.entryId !== outer);
    this.#touched();
  }

  /** Removes an entry in whose place a new one stands, if what is saved here may be removed. */
  replaceEntry(subformId: string, entryId: string): void {
    const field = this.index.subforms.get(subformId)?.field;
    const fixed = this.index.entries.has(entryId) && (field?.entryRules?.noRemoval ?? false);
    if (field && !fixed) this.removeEntry(field, entryId);
  }

  /** One photo at a time is the one to know the child by. */
  #untickOthers({ fieldId, subformId, entryId: ticked }: Spot): void {
    if (subformId === null || ticked === null) return;
    const subform = this.index.subforms.get(subformId)?.field;
    const outer = this.#placeOf(ticked)?.outer ?? null;
    for (const entryId of this.entriesAt({ fieldId: subformId, outer })) {
      const saved = this.index.entries.get(entryId);
      const inner = (saved?.fields ?? subform?.entryFields)?.find((one) => one.fieldId === fieldId);
      const fixed = saved !== undefined && (subform?.entryRules?.appendOnly ?? false);
      if (entryId === ticked || fixed || !inner) continue;
      const spot = { fieldId, subformId, entryId };
      if (this.writing.value(inner, spot) === true) this.writing.set(inner, spot, false);
    }
  }

  bringBack(entryId: string): void {
    this.writing.bringBack(entryId);
    this.#touched();
  }

  #touched(): void {
    this.#unkept = true;
    frame.writing = this.writing.typed;
    this.consequences.later();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.keep(), DRAFT_MS);
  }

  #args(edits: EditRequest[]): EditsArgs {
    return { caseId: this.view.caseId, record: this.view.record, of: this.of, edits };
  }

  /** Keeps the draft now; before lock, before leaving, when the window loses the focus. */
  async keep(): Promise<boolean> {
    clearTimeout(this.#timer);
    if (this.#unkept) this.#keeping = this.#keepDraft(this.writing.sent);
    return await this.#keeping;
  }

  /** Keeps the draft with the files that are still on their way; before the page is left. */
  async keepAll(): Promise<boolean> {
    await this.files.settled();
    return await this.keep();
  }

  /** Whether all that was typed is kept now; nothing typed is always kept. */
  async #keepDraft(edits: EditRequest[]): Promise<boolean> {
    this.#unkept = false;
    await this.#keeping;
    try {
      await call("keep_draft", this.#args(edits));
      this.draftAtMs = edits.length > 0 ? Date.now() : null;
      return true;
    } catch (error: unknown) {
      this.#unkept = true;
      this.#failed(error);
      return edits.length === 0;
    }
  }

  /** Stops writing; the draft stays, and the page shows again what is saved. */
  async stop(): Promise<void> {
    await this.keep();
    this.editing = false;
    this.consequences.show(this.view.consequences);
  }

  async discard(): Promise<void> {
    this.files.forget();
    this.#forget();
    this.consequences.show(this.view.consequences);
    if (this.view.caseId === null) {
      this.writing.begin(this.view);
      this.consequences.later();
    }
    this.#unkept = true;
    await this.keep();
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#unkept = false;
    this.writing.goOn([]);
    this.errors = [];
    this.problem = null;
    this.likely = [];
    this.#ruledOut = [];
    this.draftAtMs = null;
    this.session += 1;
    frame.writing = false;
  }

  /** Writes everything typed as one change; null when nothing was written. */
  async save(): Promise<SavedView | null> {
    return await this.#guard(async () => {
      await this.keep();
      const typed = this.edits;
      const ruledOut = this.#ruledOut;
      const { of } = this;
      const saved = await call("save_case", { ...this.#args(this.writing.sent), ruledOut, of });
      this.errors = saved.errors;
      this.likely = saved.likely;
      if (saved.errors.length > 0 || saved.likely.length > 0) return null;
      const typedSince = this.edits.filter((edit) => !typed.includes(edit));
      this.#forget();
      if (typedSince.length > 0) {
        this.writing.goOn(typedSince);
        this.#touched();
      }
      return saved;
    });
  }

  /** These are other children: no save asks about them again. */
  ruleOut(found: LikelyView[]): void {
    this.#ruledOut = [...setOf([...this.#ruledOut, ...found.map(({ row }) => row.caseId)])];
    this.likely = [];
  }

  /** An act that answers with the record as it is now; null when it is no longer here. */
  async act(work: () => Promise<CaseView | null>): Promise<boolean> {
    const done = await this.#guard(async () => {
      const view = await work();
      if (view) await this.show(view);
      else await frame.back();
      return true;
    });
    await frame.refreshLine();
    return done ?? false;
  }

  async show(view: CaseView): Promise<void> {
    await options.ready(view.listsMark);
    this.consequences.show(view.consequences);
    if (this.editing && this.writing.asked.length > 0) await this.consequences.now();
    this.view = inGroups(view);
    this.session += 1;
    if (!this.editing && !this.#isShown(this.formAt)) this.formAt = this.#firstForm();
  }

  async #guard<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.busy) return null;
    this.busy = true;
    this.problem = null;
    try {
      return await work();
    } catch (error: unknown) {
      this.#failed(error);
      return null;
    } finally {
      this.busy = false;
    }
  }

  #failed(error: unknown): void {
    this.problem = asError(error);
    if (this.problem.code === "locked") frame.failed(error);
  }
}
