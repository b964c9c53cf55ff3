import type { CaseView } from "../../lib/bindings/CaseView";
import type { EditRequest } from "../../lib/bindings/EditRequest";
import type { FieldErrorView } from "../../lib/bindings/FieldErrorView";
import type { FieldView } from "../../lib/bindings/FieldView";
import type { FormView } from "../../lib/bindings/FormView";
import type { ValueView } from "../../lib/bindings/ValueView";
import { foldDigits } from "../../lib/text";

/** Where a value stands: a field of the case, or of one entry of a subform. */
export interface Spot {
  fieldId: string;
  subformId: string | null;
  entryId: string | null;
}

/** Selects with more choices than this are typed into. */
export const NATIVE_OPTIONS_MAX = 12;

export function spotKey({ fieldId, subformId, entryId }: Spot): string {
  return [subformId ?? "", entryId ?? "", fieldId].join("/");
}

/** Empty text and empty lists are kept as nothing. */
export function tidy(value: ValueView): ValueView {
  return value === "" || (Array.isArray(value) && value.length === 0) ? null : value;
}

/** Whether an edit would change nothing; an unticked box is as good as an untouched one. */
export function sameValue(one: ValueView, other: ValueView): boolean {
  const [a, b] = [one, other].map((value) => (value === false ? null : tidy(value)));
  return JSON.stringify(a) === JSON.stringify(b);
}

function isAt(edit: EditRequest, spot: Spot): boolean {
  return (
    !edit.removed &&
    edit.fieldId === spot.fieldId &&
    edit.entryId === spot.entryId &&
    edit.subformId === spot.subformId
  );
}

export function findEdit(edits: EditRequest[], spot: Spot): EditRequest | undefined {
  return edits.find((edit) => isAt(edit, spot));
}

/** The edits with one value set; an edit back to what was there before goes away. */
export function withEdit(
  edits: EditRequest[],
  spot: Spot,
  value: ValueView,
  before: ValueView,
): EditRequest[] {
  const rest = edits.filter((edit) => !isAt(edit, spot));
  if (sameValue(value, before)) return rest;
  return [...rest, { ...spot, value: tidy(value), removed: false }];
}

/** The edits with an entry removed; an entry nobody saved yet simply goes. */
export function withoutEntry(
  edits: EditRequest[],
  subformId: string,
  entryId: string,
  saved: boolean,
): EditRequest[] {
  const rest = edits.filter((edit) => edit.entryId !== entryId);
  return saved ? [...rest, { fieldId: null, value: null, subformId, entryId, removed: true }] : rest;
}

export function isRemoved(edits: EditRequest[], entryId: string): boolean {
  return edits.some((edit) => edit.removed && edit.entryId === entryId);
}

/** Entries that only the edits know, in the order they were begun. */
export function newEntries(edits: EditRequest[], field: FieldView): string[] {
  const saved = new Set(field.entries.map((entry) => entry.entryId));
  const found = edits
    .filter((edit) => edit.subformId === field.fieldId && edit.entryId !== null && !saved.has(edit.entryId))
    .map((edit) => edit.entryId ?? "");
  return [...new Set(found)];
}

/** A number when it reads as one; else the text as typed, for the app to judge. */
export function numberFrom(text: string): ValueView {
  const folded = foldDigits(text).trim();
  return /^-?\d+(\.\d+)?$/.test(folded) ? Number(folded) : tidy(text.trim());
}

/** The form on which a field stands, also for fields of its entries. */
export function formOf(view: CaseView, fieldId: string): FormView | undefined {
  return view.forms.find((form) =>
    form.fields.some(
      (field) => field.fieldId === fieldId || field.entryFields.some((inner) => inner.fieldId === fieldId),
    ),
  );
}

export function errorsOn(form: FormView, errors: FieldErrorView[]): FieldErrorView[] {
  const ids = new Set(
    form.fields.flatMap((field) => [field.fieldId, ...field.entryFields.map((inner) => inner.fieldId)]),
  );
  return errors.filter((error) => ids.has(error.fieldId));
}

/** Forms in groups, each in the order of the case; a group stands where its first form does. */
export function groupsOf(forms: FormView[]): { label: string; forms: FormView[] }[] {
  const groups: { label: string; forms: FormView[] }[] = [];
  for (const form of forms) {
    const group = groups.find((one) => one.label === form.groupLabel);
    if (group) group.forms.push(form);
    else groups.push({ label: form.groupLabel, forms: [form] });
  }
  return groups;
}

/** The case with its forms in the order in which the list shows them, so that keys go through them the same way. */
export function inGroups(view: CaseView): CaseView {
  return { ...view, forms: groupsOf(view.forms).flatMap((group) => group.forms) };
}

/** First thing on a form that two people wrote differently and nobody settled, except what was put off. */
export function firstToChoose(form: FormView, putOff: Set<string>): string | null {
  for (const field of form.fields) {
    const own = { fieldId: field.fieldId, subformId: null, entryId: null };
    if (field.twoValues.length > 1 && !putOff.has(spotKey(own))) return spotKey(own);
    for (const entry of field.entries) {
      for (const inner of entry.fields) {
        const spot = { fieldId: inner.fieldId, subformId: field.fieldId, entryId: entry.entryId };
        if (inner.twoValues.length > 1 && !putOff.has(spotKey(spot))) return spotKey(spot);
      }
    }
  }
  return null;
}
