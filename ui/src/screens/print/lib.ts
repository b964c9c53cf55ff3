import type { EntryView } from "../../lib/bindings/EntryView";
import type { FieldView } from "../../lib/bindings/FieldView";
import type { FileRequest } from "../../lib/bindings/FileRequest";
import type { ValueView } from "../../lib/bindings/ValueView";
import { asRead, moment } from "../../lib/format";
import { t } from "../../lib/messages.svelte";
import type { CaseState } from "../case/case.svelte";
import { spotKey } from "../case/edits";
import { hasEntries } from "../case/files/kinds";

/** What goes on paper: one form, or every form that holds an answer. */
export type Printed = { formId: string } | "record";

/** One of the values of a question; `by` where two people wrote it differently. */
interface Said {
  /** Empty: not recorded. */
  text: string;
  by: string | null;
}

interface Heading {
  kind: "heading";
  /** 2: of a form, 3: of the questions below it, 4: of entries. */
  level: 2 | 3 | 4;
  label: string;
  /** Id of the record, on each form: not every engine repeats the head of a page. */
  code?: string;
}

interface PrintedEntry {
  kind: "entry";
  nth: number;
  /** Name of its file. */
  file: string | null;
  /** Its small picture. */
  small: FileRequest | null;
  parts: Part[];
}

/** What stands on paper below each other. */
export type Part =
  | Heading
  | PrintedEntry
  | { kind: "answer"; label: string; said: Said[] }
  | { kind: "tally"; label: string; field: FieldView; value: ValueView };

/** A form on paper. */
export interface Sheet {
  formId: string;
  parts: Part[];
}

type Page = Pick<CaseState, "view" | "forms" | "consequences">;

/** Where fields stand; `blanks` also prints questions that nobody answered. */
interface Within {
  page: Page;
  subformId: string | null;
  entryId: string | null;
  blanks: boolean;
}

/** The forms to print: as they are read, with what is saved. */
export function sheetsOf(page: Page, what: Printed): Sheet[] {
  // What is worked out from nothing says nothing.
  const isEmpty = (formId: string) => page.consequences.forms.get(formId)?.state === "empty";
  const all = page.forms.filter(({ formId }) =>
    what === "record" ? !isEmpty(formId) : formId === what.formId,
  );
  const within = { page, subformId: null, entryId: null, blanks: what !== "record" };
  return all.flatMap(({ formId, label, fields }) => {
    const parts = partsOf(fields, within);
    if (parts.length === 0 && !within.blanks) return [];
    const code = page.view.caseIdDisplay;
    return [{ formId, parts: [{ kind: "heading", level: 2, label, code }, ...parts] }];
  });
}

function partsOf(fields: FieldView[], within: Within): Part[] {
  const parts = fields.flatMap((field) => partOf(field, within));
  return parts.filter((part, at) => part.kind !== "heading" || standsOver(part, parts[at + 1]));
}

/** Whether a heading is over anything. */
function standsOver({ level }: Heading, next: Part | undefined): boolean {
  return next !== undefined && (next.kind !== "heading" || next.level > level);
}

function partOf(field: FieldView, within: Within): Part[] {
  const { page, subformId, entryId, blanks } = within;
  const { fieldId, kind, label, value } = field;
  const spot = { fieldId, subformId, entryId };
  if (field.hideOnView || kind === "link_to_form" || page.consequences.isHidden(spot)) return [];
  if (kind === "separator") return [{ kind: "heading", level: 3, label }];
  if (hasEntries(kind)) return entriesOf(field, within);
  if (field.twoValues.length > 1) return [{ kind: "answer", label, said: field.twoValues.map(saidBy(kind)) }];
  if (kind === "tally_field" && value !== null && typeof value === "object") {
    return [{ kind: "tally", label, field, value }];
  }
  const shown = page.consequences.calculated.get(spotKey(spot)) ?? field.shown;
  return shown === "" && !blanks ? [] : [answer(label, asRead(kind, shown))];
}

function answer(label: string, text: string): Part {
  return { kind: "answer", label, said: [{ text, by: null }] };
}

function entriesOf({ fieldId, label, entries }: FieldView, within: Within): Part[] {
  const { view, consequences } = within.page;
  const request = (entryId: string) => ({
    caseId: view.caseId,
    fieldId,
    entryId,
    drafted: null,
    small: true,
  });
  const of = ({ entryId, file, fields }: EntryView, index: number): PrintedEntry => ({
    kind: "entry",
    nth: index + 1,
    file: file?.name ?? null,
    small: file?.small === true && file.here ? request(entryId) : null,
    parts: partsOf(fields, { ...within, subformId: fieldId, entryId, blanks: false }),
  });
  const drawn = entries.filter(({ entryId }) => !consequences.undrawn.has(entryId)).map(of);
  if (drawn.length > 0) return [{ kind: "heading", level: 4, label }, ...drawn];
  return within.blanks ? [answer(label, "")] : [];
}

function saidBy(kind: string) {
  return ({ shown, author, atMs }: FieldView["twoValues"][number]): Said => ({
    text: asRead(kind, shown),
    by: t("two-author", { person: author, time: moment(atMs) }),
  });
}

/** Headings together with what they are over first: no page ends between them. */
export function keptTogether(parts: Part[]): Part[][] {
  const groups: Part[][] = [];
  for (const part of parts) {
    const last = groups.at(-1);
    if (last?.at(-1)?.kind === "heading") last.push(part);
    else groups.push([part]);
  }
  return groups;
}

/** The small pictures that are printed, also those inside entries. */
export function smallsOf(parts: Part[]): FileRequest[] {
  return parts.flatMap((part) =>
    part.kind === "entry" ? [...(part.small ? [part.small] : []), ...smallsOf(part.parts)] : [],
  );
}
