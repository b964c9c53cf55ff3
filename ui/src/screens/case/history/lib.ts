import type { HistoryChangeView } from "../../../lib/bindings/HistoryChangeView";
import type { HistoryLineView } from "../../../lib/bindings/HistoryLineView";
import type { HistoryRequest } from "../../../lib/bindings/HistoryRequest";
import type { WasFieldView } from "../../../lib/bindings/WasFieldView";
import { asRead } from "../../../lib/format";
import type { MarkName } from "../../../lib/marks";
import { t } from "../../../lib/messages.svelte";

/** Lines that one person wrote on one laptop at one moment. */
export interface Group {
  author: string;
  atMs: number;
  device: number | null;
  lines: { line: HistoryLineView; index: number }[];
}

/** Neighbouring lines of one save stand together, each with its place on the page. */
export function groupsOf(lines: HistoryLineView[]): Group[] {
  const groups: Group[] = [];
  lines.forEach((line, index) => {
    const last = groups.at(-1);
    const { author, atMs, device } = line;
    if (last?.author === author && last.atMs === atMs && last.device === device) {
      last.lines.push({ line, index });
    } else groups.push({ author, atMs, device, lines: [{ line, index }] });
  });
  return groups;
}

/** What is asked of the log; none of it: everything. */
export type Asked = Pick<HistoryRequest, "form" | "field" | "person" | "acts">;

export const everything: Asked = { form: null, field: null, person: null, acts: false };

export function isEverything({ form, field, person, acts }: Asked): boolean {
  return form === null && field === null && person === null && !acts;
}

/** The option of the list of forms that is no form. */
export const ACTS = "/acts";

/** The same question about another form, or about acts alone; a field of the form before is asked no more. */
export function askForm(asked: Asked, chosen: string): Asked {
  if (chosen === ACTS) return { ...asked, form: null, field: null, acts: true };
  return { ...asked, form: chosen === "" ? null : chosen, field: null, acts: false };
}

/** A name that keeps its own direction where no element can stand around it. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

/** A value as one reads it; a cleared one says so. */
export function valueWords(kind: string, shown: string): string {
  return shown === "" ? t("field-emptied") : asRead(kind, shown);
}

/** What a line says of two values, if anything. */
export function standWords({ stand, others, kind }: HistoryChangeView): string | null {
  const values = others.map((value) => valueWords(kind, value)).join(t("list-comma"));
  switch (stand) {
    case "parted":
      return values === "" ? t("history-torn") : t("history-parted", { values });
    case "apart":
      return values === "" ? t("history-torn-still") : t("history-apart", { values });
    case "settled":
      return values === "" ? t("history-mended") : t("history-settled", { values });
    default:
      return null;
  }
}

/** The mark in the margin of a line. */
export function markOf({ act, change }: HistoryLineView): MarkName | null {
  if (act?.state === "queued") return "pending";
  if (act?.state === "refused") return "refused";
  if (change?.stand === "settled") return "complete";
  return change !== null && change.stand !== null ? "two" : null;
}

/** What differs, and of entries those that do. */
export function onlyDiffering(fields: WasFieldView[]): WasFieldView[] {
  return fields
    .filter((field) => field.differs)
    .map((field) => ({
      ...field,
      entries: field.entries
        .filter((entry) => entry.state !== "same")
        .map((entry) =>
          entry.state === "changed" ? { ...entry, fields: onlyDiffering(entry.fields) } : entry,
        ),
    }));
}
