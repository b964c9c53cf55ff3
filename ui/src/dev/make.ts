import type { EntryView } from "../lib/bindings/EntryView";
import type { FieldView } from "../lib/bindings/FieldView";
import type { FormView } from "../lib/bindings/FormView";
import { hasEntries } from "../screens/case/files/kinds";
import { demoLists, w } from "./words";

export const DAY_MS = 86_400_000;

/** A value in words, as the app would word it. */
function worded(value: FieldView["value"], list: string | null): string {
  const labels = list === null ? [] : (demoLists()[list] ?? []);
  const label = (id: string) => labels.find((option) => option.id === id)?.label ?? id;
  if (value === null) return "";
  if (Array.isArray(value)) return value.map(label).join(w(", ", "، "));
  if (typeof value === "boolean") return value ? w("Yes", "نعم") : w("No", "لا");
  return typeof value === "object" ? JSON.stringify(value) : label(String(value));
}

export function field(
  fieldId: string,
  kind: string,
  label: string,
  more: Partial<FieldView> = {},
): FieldView {
  const rules = { appendOnly: false, noRemoval: false };
  return {
    fieldId,
    kind,
    multiSelect: false,
    label,
    help: null,
    guidance: null,
    tickBoxLabel: null,
    required: false,
    disabled: false,
    hideOnView: false,
    withTime: false,
    list: null,
    outdated: [],
    rows: [],
    total: false,
    link: null,
    value: null,
    shown: worded(more.value ?? null, more.list ?? null),
    twoValues: [],
    writtenByTwo: false,
    unsent: false,
    entryRules: hasEntries(kind) ? rules : null,
    entryFields: [],
    entries: [],
    ...more,
  };
}

export function entry(entryId: string, fields: FieldView[], more: Partial<EntryView> = {}): EntryView {
  const headline = fields.map((one) => one.shown).filter((shown) => shown !== "");
  return {
    entryId,
    headline: headline.slice(0, 3).join(" · "),
    group: null,
    fields,
    removed: null,
    unsent: false,
    file: null,
    ...more,
  };
}

/** Fields with these values, for an entry. */
export function filled(fields: FieldView[], values: Record<string, FieldView["value"]>): FieldView[] {
  return fields.map((one) => {
    const value = values[one.fieldId] ?? null;
    return { ...one, value, shown: worded(value, one.list) };
  });
}

export function form(
  formId: string,
  label: string,
  groupLabel: string,
  fields: FieldView[],
  more: Partial<FormView> = {},
): FormView {
  return {
    formId,
    label,
    help: null,
    groupLabel,
    mayWrite: true,
    twoValues: false,
    unsent: false,
    fields,
    lastChangedBy: "tesfaye.bekele",
    lastChangedAtMs: Date.now() - 3 * DAY_MS,
    ...more,
  };
}
