import type { EditRequest } from "../../lib/bindings/EditRequest";
import type { FieldView } from "../../lib/bindings/FieldView";
import type { ValueView } from "../../lib/bindings/ValueView";
import { foldDigits } from "../../lib/text";
import { hasEntries } from "./files/kinds";
import type { PageIndex } from "./index";

/** Where a value stands: a field of the record, or of one entry of a subform. */
export interface Spot {
  fieldId: string;
  subformId: string | null;
  entryId: string | null;
}

/** An entry that is not saved yet; `outer` is the entry it lies in. */
export interface Begun {
  subformId: string;
  entryId: string;
  outer: string | null;
}

/** What an entry of a subform inside a subform says of the entry it lies in. */
const IN_ENTRY = "_in";

/** Kinds that hold no answer. */
const unanswered = new Set(["separator", "calculated", "link_to_form"]);

type Place = Pick<EditRequest, "fieldId" | "subformId" | "entryId">;

/** A spot as the app names it; the first two parts are empty for a field of the record. */
export function spotKey({ fieldId, subformId, entryId }: Place): string {
  return [subformId ?? "", entryId ?? "", fieldId ?? ""].join("/");
}

/** Empty text, lists and tallies are kept as nothing. */
export function tidy(value: ValueView): ValueView {
  if (value === "" || value === null) return null;
  return typeof value === "object" && Object.keys(value).length === 0 ? null : value;
}

/** Whether an edit would change nothing; an unticked box is as good as an untouched one. */
export function sameValue(one: ValueView, other: ValueView): boolean {
  if (typeof one === "string" && typeof other === "string") return one === other;
  const [a, b] = [one, other].map((value) => {
    const plain = value === false ? null : tidy(value);
    const isTally = typeof plain === "object" && plain !== null && !Array.isArray(plain);
    return isTally ? Object.entries(plain).sort(([row], [next]) => (row < next ? -1 : 1)) : plain;
  });
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

/** The edits with one value set; an edit back to what was there before goes away, unless nothing was (`undefined`). */
export function withEdit(
  edits: EditRequest[],
  spot: Spot,
  value: ValueView,
  before: ValueView | undefined,
): EditRequest[] {
  const at = edits.findIndex((edit) => isAt(edit, spot));
  if (before !== undefined && sameValue(value, before)) {
    return at < 0 ? edits : edits.toSpliced(at, 1);
  }
  const edit: EditRequest = { ...spot, value: tidy(value), removed: false };
  return at < 0 ? [...edits, edit] : edits.with(at, edit);
}

/** The edit that lays a new entry into another. */
export function layIn({ subformId, entryId, outer }: Begun): EditRequest {
  return { fieldId: IN_ENTRY, value: outer, subformId, entryId, removed: false };
}

/** An entry that is not saved, and what lies in it. */
export function withInner(begun: Begun[], entryId: string): Set<string> {
  const found = new Set([entryId]);
  // A set may grow while one goes through it.
  for (const id of found) for (const one of begun) if (one.outer === id) found.add(one.entryId);
  return found;
}

/** The edits with a saved entry removed; what is new in it waits for it to be brought back. */
export function withoutSaved(edits: EditRequest[], subformId: string, entryId: string): EditRequest[] {
  const rest = edits.filter((edit) => edit.entryId !== entryId);
  return [...rest, { fieldId: null, value: null, subformId, entryId, removed: true }];
}

/** Entries that only the edits know, in the order in which they were begun. */
export function newEntries(edits: EditRequest[], saved: PageIndex["entries"]): Begun[] {
  const found = new Map<string, Begun>();
  for (const { subformId, entryId, fieldId, value } of edits) {
    if (subformId === null || entryId === null || saved.has(entryId)) continue;
    const entry = found.get(entryId) ?? { subformId, entryId, outer: null };
    if (fieldId === IN_ENTRY && typeof value === "string") entry.outer = value;
    found.set(entryId, entry);
  }
  return [...found.values()];
}

/** What a page began with before anybody typed, by spot. */
export type Baseline = ReadonlyMap<string, ValueView>;

function isBeginning(edit: EditRequest, baseline: Baseline): boolean {
  const key = spotKey(edit);
  return !edit.removed && baseline.has(key) && sameValue(edit.value, baseline.get(key) ?? null);
}

/** The edits without those of new entries that were opened and left alone. */
export function withoutIdle(
  edits: EditRequest[],
  baseline: Baseline,
  saved: PageIndex["entries"],
): EditRequest[] {
  const busy = new Set<string>();
  for (const edit of edits) {
    if (edit.entryId === null) continue;
    const says = edit.fieldId !== IN_ENTRY && !isBeginning(edit, baseline);
    if (says || saved.has(edit.entryId)) busy.add(edit.entryId);
  }
  for (const { fieldId, entryId, value } of edits) {
    if (fieldId === IN_ENTRY && busy.has(entryId ?? "") && typeof value === "string") busy.add(value);
  }
  return edits.filter((edit) => edit.entryId === null || busy.has(edit.entryId));
}

/** Whether these edits, idle entries left out, are more than the page began with. */
export function isTyped(edits: EditRequest[], baseline: Baseline): boolean {
  return edits.some((edit) => !isBeginning(edit, baseline));
}

/** An edit that says nothing but that the entry is there. */
export function opening(subform: FieldView | undefined | null, entryId: string): EditRequest[] {
  const first = subform?.entryFields.find(({ kind }) => !hasEntries(kind) && !unanswered.has(kind));
  if (!subform || !first) return [];
  const { fieldId } = first;
  return [{ fieldId, value: null, subformId: subform.fieldId, entryId, removed: false }];
}

/** The edits with those that open the new entries in which new entries lie. */
export function withOuters(edits: EditRequest[], index: PageIndex): EditRequest[] {
  const there = new Set(edits.map((edit) => edit.entryId));
  const openings: EditRequest[] = [];
  for (const { fieldId, subformId, value } of edits) {
    if (fieldId !== IN_ENTRY || typeof value !== "string" || subformId === null) continue;
    if (there.has(value) || index.entries.has(value)) continue;
    there.add(value);
    openings.push(...opening(index.subforms.get(subformId)?.outer, value));
  }
  return openings.length === 0 ? edits : [...openings, ...edits];
}

/** A whole number when it reads as one; else the text as typed, for the app to judge. */
export function numberFrom(text: string): ValueView {
  const folded = foldDigits(text).trim();
  const number = Number(folded);
  return /^-?\d+$/.test(folded) && Number.isSafeInteger(number) ? number : tidy(text.trim());
}
