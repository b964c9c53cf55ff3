import type { ConsequencesView } from "../lib/bindings/ConsequencesView";
import type { EditRequest } from "../lib/bindings/EditRequest";
import type { FieldView } from "../lib/bindings/FieldView";
import type { FormStatusView } from "../lib/bindings/FormStatusView";
import type { FormView } from "../lib/bindings/FormView";
import type { ValueView } from "../lib/bindings/ValueView";
import { isAge, understoodOf } from "./dates";
import { spotKey } from "../screens/case/edits";
import { demoLists } from "./words";

/** What the app would say: a stand-in for its rules, just enough to look at the pages. */
export function consequencesOf(forms: FormView[], edits: EditRequest[]): ConsequencesView {
  const saved = new Map(forms.flatMap((form) => form.fields.map((field) => [field.fieldId, field.value])));
  const value = (id: string): ValueView => {
    const edit = edits.findLast((one) => one.fieldId === id && one.entryId === null);
    return edit ? edit.value : (saved.get(id) ?? null);
  };
  const hidden: string[] = [];
  if (value("has_guardian") !== true) hidden.push("//guardian_name", "//guardian_phone");
  if (value("lives") !== "camp") hidden.push("//place");
  const entries = entriesOf(forms, edits);
  for (const [entryId, answers] of entries.visits) {
    if (answers.get("service") !== "health") hidden.push(`visits/${entryId}/clinic`);
  }
  const tally = value("members");
  const counted =
    tally !== null && typeof tally === "object" && !Array.isArray(tally)
      ? Object.values(tally).reduce((sum, count) => sum + count, 0)
      : 0;
  const tents = value("household");
  const calculated = [
    { spot: "//free_places", shown: String((typeof tents === "number" ? tents : 0) - counted) },
  ];
  if (value("talked_at") !== null) calculated.push({ spot: "//days_since", shown: "2026-05-25" });
  const block = value("has_guardian") === true ? "C-" : "";
  const places = (demoLists()["place"] ?? []).filter((option) => option.id.startsWith(block));
  return {
    hidden,
    undrawn: [],
    calculated,
    understood: understood(forms, edits),
    refused: null,
    offered: [{ spot: "//place", options: places.map((option) => option.id) }],
    forms: forms.map((form) => statusOf(form, value, value("urgent") !== true)),
  };
}

/** Typed dates that say something else than what was typed. */
function understood(forms: FormView[], edits: EditRequest[]): ConsequencesView["understood"] {
  const fields = forms.flatMap((form) => form.fields.flatMap((field) => [field, ...field.entryFields]));
  const dates = fields.filter(({ kind }) => kind === "date_field" || kind === "date_range");
  return edits.flatMap((edit) => {
    const kind = dates.find(({ fieldId }) => fieldId === edit.fieldId)?.kind;
    const date = kind === undefined ? null : understoodOf(kind, edit.value);
    return date === null ? [] : [{ spot: spotKey(edit), date, about: isAge(edit.value) }];
  });
}

/** The answers of the entries of visits, saved or typed. */
function entriesOf(forms: FormView[], edits: EditRequest[]): { visits: Map<string, Map<string, ValueView>> } {
  const visits = new Map<string, Map<string, ValueView>>();
  const field = forms.flatMap((form) => form.fields).find((one) => one.fieldId === "visits");
  for (const entry of field?.entries ?? []) {
    visits.set(entry.entryId, new Map(entry.fields.map((inner) => [inner.fieldId, inner.value])));
  }
  for (const { subformId, entryId, fieldId, value } of edits) {
    if (subformId !== "visits" || entryId === null || fieldId === null) continue;
    visits.set(entryId, (visits.get(entryId) ?? new Map<string, ValueView>()).set(fieldId, value));
  }
  return { visits };
}

function statusOf(form: FormView, value: (id: string) => ValueView, plans: boolean): FormStatusView {
  const isFilled = ({ fieldId, entries }: FieldView) =>
    entries.length > 0 || (value(fieldId) !== null && value(fieldId) !== false);
  const asked = form.fields.filter((field) => field.required);
  const answered = asked.filter(isFilled).length;
  const done = answered === asked.length ? "complete" : "begun";
  return {
    formId: form.formId,
    shown: form.formId !== "case_plan" || plans,
    state: form.fields.some(isFilled) ? done : "empty",
    asked: asked.length,
    answered,
  };
}
