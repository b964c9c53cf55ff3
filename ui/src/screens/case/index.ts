import type { CaseView } from "../../lib/bindings/CaseView";
import type { FieldErrorView } from "../../lib/bindings/FieldErrorView";
import type { FieldView } from "../../lib/bindings/FieldView";
import { hasEntries } from "./files/kinds";

/** A subform, or a question that keeps files; `outer` is the one in whose entries it stands. */
interface SubformPlace {
  field: FieldView;
  outer: FieldView | null;
}

/** Where an entry stands; `outer` is the entry it lies in. */
interface EntryPlace {
  subformId: string;
  outer: string | null;
}

interface SavedPlace extends EntryPlace {
  fields: FieldView[];
}

/** Where things stand on a page; made once for a view, so that nothing is searched while somebody types. */
export interface PageIndex {
  /** Ids of the forms on which a field of the record stands. */
  forms: Map<string, string[]>;
  subforms: Map<string, SubformPlace>;
  /** Saved entries. */
  entries: Map<string, SavedPlace>;
}

export function indexOf(view: CaseView): PageIndex {
  const index: PageIndex = { forms: new Map(), subforms: new Map(), entries: new Map() };
  const addSubform = (field: FieldView, outer: FieldView | null): void => {
    if (!hasEntries(field.kind)) return;
    index.subforms.set(field.fieldId, { field, outer });
    for (const inner of field.entryFields) addSubform(inner, field);
  };
  const addEntries = (field: FieldView, outer: string | null): void => {
    for (const { entryId, fields } of field.entries) {
      index.entries.set(entryId, { subformId: field.fieldId, outer, fields });
      for (const inner of fields) addEntries(inner, entryId);
    }
  };
  for (const form of view.forms) {
    for (const field of form.fields) {
      const forms = index.forms.get(field.fieldId) ?? [];
      index.forms.set(field.fieldId, [...forms, form.formId]);
      addSubform(field, null);
      addEntries(field, null);
    }
  }
  return index;
}

/** The forms on which a field stands, or the subform of an entry. */
export function formsOf(index: PageIndex, fieldId: string, subformId: string | null): string[] {
  let top = subformId ?? fieldId;
  for (let at = index.subforms.get(top); at?.outer; at = index.subforms.get(top)) top = at.outer.fieldId;
  return index.forms.get(top) ?? [];
}

/** How many errors stand on each form. */
export function countByForm(
  index: PageIndex,
  errors: FieldErrorView[],
  placeOf: (entryId: string) => EntryPlace | undefined,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { fieldId, entryId } of errors) {
    const subformId = entryId === null ? null : (placeOf(entryId)?.subformId ?? null);
    for (const form of formsOf(index, fieldId, subformId)) counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  return counts;
}
