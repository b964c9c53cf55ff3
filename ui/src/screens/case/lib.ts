import type { CaseView } from "../../lib/bindings/CaseView";
import type { EntryView } from "../../lib/bindings/EntryView";
import type { FieldView } from "../../lib/bindings/FieldView";
import type { FormView } from "../../lib/bindings/FormView";
import type { OptionView } from "../../lib/bindings/OptionView";
import type { ValueView } from "../../lib/bindings/ValueView";
import { spotKey, type Spot } from "./edits";

/** Selects with more choices than this are typed into. */
export const NATIVE_OPTIONS_MAX = 12;

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

/** Two values that wait for a choice, and the entries to open on the way to them. */
export interface ToChoose {
  key: string;
  entries: string[];
}

/** First thing on a form that two people wrote differently and nobody settled, except what is to be passed over. */
export function firstToChoose(form: FormView, pass: (spot: Spot) => boolean): ToChoose | null {
  const within = (fields: FieldView[], subformId: string | null, path: string[]): ToChoose | null => {
    for (const field of fields) {
      const spot = { fieldId: field.fieldId, subformId, entryId: path.at(-1) ?? null };
      if (pass(spot)) continue;
      if (field.twoValues.length > 1) return { key: spotKey(spot), entries: path };
      for (const entry of field.entries) {
        const found = within(entry.fields, field.fieldId, [...path, entry.entryId]);
        if (found) return found;
      }
    }
    return null;
  };
  return within(form.fields, null, []);
}

/** Whether two people wrote something differently in these fields, or in entries that lie in them. */
export function differs(fields: FieldView[]): boolean {
  return fields.some(
    (field) =>
      field.twoValues.length > 1 ||
      field.entries.some((entry) => entry.removed !== null || differs(entry.fields)),
  );
}

/** An entry as its card shows it. */
export interface Card extends Omit<EntryView, "headline"> {
  /** None for an entry that is not saved yet. */
  headline: string | null;
}

/** The cards of a subform: saved entries in their order, then new ones. */
export function cardsOf(field: FieldView, begun: string[]): Card[] {
  const fresh = {
    headline: null,
    group: null,
    fields: field.entryFields,
    removed: null,
    unsent: false,
    file: null,
  };
  return [...field.entries, ...begun.map((entryId) => ({ ...fresh, entryId }))];
}

/** The options chosen by a value. */
export function chosenOf(value: ValueView): string[] {
  if (Array.isArray(value)) return value;
  return typeof value === "string" && value !== "" ? [value] : [];
}

/** What may be chosen: what is offered now, and at the end what stands already. */
export function optionsAt(
  field: FieldView,
  list: OptionView[],
  offered: ReadonlySet<string> | undefined,
  value: ValueView,
): OptionView[] {
  const now = offered ? list.filter((option) => offered.has(option.id)) : list;
  const standing = new Set([...chosenOf(field.value), ...chosenOf(value)]);
  for (const option of now) standing.delete(option.id);
  if (standing.size === 0) return now;
  return [...now, ...[...standing].map((id) => ({ id, label: labelOf(field, list, id) }))];
}

/** The label of an option; the app's words for one that no list holds any more, or that is still on its way. */
function labelOf(field: FieldView, list: OptionView[], id: string): string {
  const known = [...list, ...field.outdated].find((option) => option.id === id);
  return known?.label ?? (id === field.value && field.shown !== "" ? field.shown : id);
}
