import type { OptionView } from "../../lib/bindings/OptionView";
import type { ValueView } from "../../lib/bindings/ValueView";
import { foldDigits } from "../../lib/text";
import { numberFrom } from "./edits";

/** Values that are typed in several inputs: tallies, ranges of dates, a day and its time. */

/** What was typed in the row of a tally, kept as typed. */
export type TallyTexts = Record<string, string>;

/** The texts of a tally's inputs; of text that was no tally, what was typed. */
export function tallyTexts(value: ValueView): TallyTexts {
  if (typeof value === "string") {
    const rows = value
      .split(",")
      .map((row) => [row.slice(0, row.indexOf("=")), row.slice(row.indexOf("=") + 1)]);
    return Object.fromEntries(rows) as TallyTexts;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([row, count]) => [row, String(count)]));
}

/** A tally of whole numbers; else its text as a person would type it, for the app to judge. */
export function tallyFrom(rows: OptionView[], texts: TallyTexts): ValueView {
  const filled = rows.flatMap(({ id }) => {
    const text = (texts[id] ?? "").trim();
    return text === "" ? [] : [{ id, text, count: numberFrom(text) }];
  });
  if (filled.length === 0) return null;
  const counts = filled.flatMap(({ id, count }) => (typeof count === "number" ? [[id, count] as const] : []));
  if (counts.length === filled.length) return Object.fromEntries(counts);
  return filled.map(({ id, text }) => `${id}=${text.replaceAll(",", " ")}`).join(",");
}

/** The sum of what is counted so far. */
export function tallyTotal(texts: TallyTexts): number {
  const counts = Object.values(texts).map((text) => numberFrom(text));
  return counts.reduce<number>((sum, count) => sum + (typeof count === "number" ? count : 0), 0);
}

/** A day as far as it is known, as it is stored; empty where one end of a range is missing. */
const AS_STORED = /^(\d{4}(-\d\d){0,2})?$/;

/** The two ends of a range, saved as `FROM/TO` or typed as `FROM--TO`. */
export function endsOf(value: ValueView): [string, string] {
  const text = typeof value === "string" ? value : "";
  return parted(text, text.includes("--") ? "--" : "/");
}

function parted(text: string, between: string): [string, string] {
  const at = text.indexOf(between);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + between.length)];
}

/** The two ends of a range as one value; typed dates have slashes of their own. */
export function rangeFrom(from: string, to: string): ValueView {
  const ends = [from, to].map((text) => foldDigits(text.trim()));
  if (ends.every((end) => end === "")) return null;
  return ends.join(ends.every((end) => AS_STORED.test(end)) ? "/" : "--");
}

/** A day and its time; letters of a typed month are no mark of a time. */
export function dayAndTime(value: ValueView): [string, string] {
  const text = typeof value === "string" ? value : "";
  const [, day, time] = /^(|.*\d)T(.*)$/.exec(text) ?? [];
  return [day ?? text, time ?? ""];
}

/** A day and the time on its clock as one value. */
export function dayTimeFrom(day: string, time: string): ValueView {
  const [date, clock] = [day, time].map((text) => foldDigits(text.trim()));
  if (clock === undefined || clock === "") return date ?? "";
  return `${date ?? ""}T${clock.length === 4 ? `0${clock}` : clock}`;
}
