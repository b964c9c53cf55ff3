import { SvelteSet } from "svelte/reactivity";
import type { CaseView } from "../../lib/bindings/CaseView";
import type { EditRequest } from "../../lib/bindings/EditRequest";
import type { ErrorView } from "../../lib/bindings/ErrorView";
import type { FieldErrorView } from "../../lib/bindings/FieldErrorView";
import type { FieldView } from "../../lib/bindings/FieldView";
import type { FormView } from "../../lib/bindings/FormView";
import type { SavedView } from "../../lib/bindings/SavedView";
import type { ValueView } from "../../lib/bindings/ValueView";
import { asError, call } from "../../lib/bridge";
import { frame } from "../../lib/frame.svelte";
import { findEdit, formOf, inGroups, newEntries, withEdit, withoutEntry, type Spot } from "./lib";

/** Milliseconds of quiet before a draft is kept. */
const DRAFT_MS = 400;

/** Place in the form list that is not a form. */
export const REFERRALS = "referrals";

/** One open case: what the app said of it, and what the person is writing. */
export class CaseState {
  view: CaseView;
  formAt = $state("");
  editing = $state(false);
  edits = $state.raw<EditRequest[]>([]);
  /** When the draft was kept last. */
  draftAtMs = $state<number | null>(null);
  errors = $state.raw<FieldErrorView[]>([]);
  problem = $state.raw<ErrorView | null>(null);
  panel = $state<"history" | "seen" | null>(null);
  busy = $state(false);
  /** Changes whenever inputs must be drawn anew from the view. */
  session = $state(0);
  readonly openEntries = new SvelteSet<string>();
  /** Entries begun in this edit that hold nothing yet. */
  begun = $state.raw<{ subformId: string; entryId: string }[]>([]);
  readonly putOff = new SvelteSet<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unkept = false;
  /** The draft on its way to the app; a save waits for it, so that it cannot come back afterwards. */
  #keeping: Promise<boolean> = Promise.resolve(true);

  constructor(view: CaseView, formId?: string) {
    this.view = $state.raw(inGroups(view));
    const { forms } = this.view;
    this.formAt = forms.find((form) => form.formId === formId)?.formId ?? forms[0]?.formId ?? REFERRALS;
    const draft = view.draft;
    if (draft && draft.edits.length > 0) {
      this.edits = draft.edits;
      this.draftAtMs = draft.atMs;
      this.editing = true;
      for (const edit of draft.edits) if (edit.entryId !== null) this.openEntries.add(edit.entryId);
      const first = draft.edits[0]?.subformId ?? draft.edits[0]?.fieldId;
      const form = first == null ? undefined : formOf(view, first);
      if (form && formId === undefined) this.formAt = form.formId;
    } else if (view.caseId === null) {
      this.editing = true;
    }
    if (this.editing) this.#showWritable();
  }

  get form(): FormView | undefined {
    return this.view.forms.find((form) => form.formId === this.formAt);
  }

  get mayWrite(): boolean {
    return this.view.forms.some((form) => form.mayWrite);
  }

  edit(): void {
    if (!this.mayWrite) return;
    this.editing = true;
    this.panel = null;
    this.#showWritable();
  }

  #showWritable(): void {
    if (this.form?.mayWrite) return;
    this.formAt = this.view.forms.find((form) => form.mayWrite)?.formId ?? this.formAt;
  }

  /** The value to show in an input: what was typed, else what is written. */
  value(field: FieldView, spot: Spot): ValueView {
    const edit = findEdit(this.edits, spot);
    return edit ? edit.value : field.value;
  }

  set(field: FieldView, spot: Spot, value: ValueView): void {
    this.edits = withEdit(this.edits, spot, value, field.value);
    this.errors = this.errors.filter(
      (error) => error.fieldId !== spot.fieldId || error.entryId !== spot.entryId,
    );
    this.#touched();
  }

  entriesBegun(field: FieldView): string[] {
    const begun = this.begun
      .filter((entry) => entry.subformId === field.fieldId)
      .map((entry) => entry.entryId);
    const typedIn = newEntries(this.edits, field).filter((entryId) => !begun.includes(entryId));
    return [...begun, ...typedIn];
  }

  async addEntry(field: FieldView): Promise<string | null> {
    return await this.#guard(async () => {
      const entryId = await call("new_entry_id", {});
      const subformId = field.fieldId;
      this.begun = [...this.begun, { subformId, entryId }];
      for (const inner of field.entryFields) {
        if (inner.value === null) continue;
        const spot = { fieldId: inner.fieldId, subformId, entryId };
        this.edits = withEdit(this.edits, spot, inner.value, null);
      }
      this.openEntries.add(entryId);
      this.#touched();
      return entryId;
    });
  }

  removeEntry(field: FieldView, entryId: string): void {
    const saved = field.entries.some((entry) => entry.entryId === entryId);
    this.edits = withoutEntry(this.edits, field.fieldId, entryId, saved);
    this.begun = this.begun.filter((entry) => entry.entryId !== entryId);
    this.openEntries.delete(entryId);
    this.#touched();
  }

  bringBack(entryId: string): void {
    this.edits = this.edits.filter((edit) => !(edit.removed && edit.entryId === entryId));
    this.#touched();
  }

  #touched(): void {
    this.#unkept = true;
    frame.writing = this.edits.length > 0;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.keep(), DRAFT_MS);
  }

  /** Keeps the draft now; before lock, before leaving, when the window loses the focus. */
  async keep(): Promise<boolean> {
    clearTimeout(this.#timer);
    if (this.#unkept) this.#keeping = this.#keepDraft(this.edits);
    return await this.#keeping;
  }

  /** Whether all that was typed is kept now; nothing typed is always kept. */
  async #keepDraft(edits: EditRequest[]): Promise<boolean> {
    this.#unkept = false;
    await this.#keeping;
    try {
      await call("keep_draft", { caseId: this.view.caseId, edits });
      this.draftAtMs = edits.length > 0 ? Date.now() : null;
      return true;
    } catch (error: unknown) {
      this.#unkept = true;
      this.#failed(error);
      return edits.length === 0;
    }
  }

  /** Stops writing; the draft stays. */
  async stop(): Promise<void> {
    await this.keep();
    this.editing = false;
  }

  async discard(): Promise<void> {
    this.#forget();
    this.#unkept = true;
    await this.keep();
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#unkept = false;
    this.edits = [];
    this.begun = [];
    this.errors = [];
    this.problem = null;
    this.draftAtMs = null;
    this.session += 1;
    frame.writing = false;
  }

  /** Writes everything typed as one change; null when nothing was written. */
  async save(): Promise<SavedView | null> {
    return await this.#guard(async () => {
      await this.keep();
      const sent = this.edits;
      const saved = await call("save_case", { caseId: this.view.caseId, edits: sent });
      this.errors = saved.errors;
      if (saved.errors.length > 0) return null;
      const typedSince = this.edits.filter((edit) => !sent.includes(edit));
      this.#forget();
      if (typedSince.length > 0) {
        this.edits = typedSince;
        this.#touched();
      }
      return saved;
    });
  }

  /** An act that answers with the case as it is now; null when the case is no longer here. */
  async act(work: () => Promise<CaseView | null>): Promise<boolean> {
    const done = await this.#guard(async () => {
      const view = await work();
      if (view) this.show(view);
      else await frame.go({ screen: "cases" });
      return true;
    });
    await frame.refreshLine();
    return done ?? false;
  }

  show(view: CaseView): void {
    this.view = inGroups(view);
    this.session += 1;
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
