import type { UnderstoodView } from "./bindings/UnderstoodView";
import { intlTag, language, t } from "./messages.svelte";

/** Makers of words, kept: to make one takes a web view longer than to draw a whole row. */
const dates = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

function kept<T>(among: Map<string, T>, options: object, make: (tag: string) => T): T {
  const tag = intlTag();
  const key = `${tag} ${JSON.stringify(options)}`;
  const one = among.get(key) ?? make(tag);
  among.set(key, one);
  return one;
}

function dateBy(options: Intl.DateTimeFormatOptions, at: number | Date): string {
  return kept(dates, options, (tag) => new Intl.DateTimeFormat(tag, options)).format(at);
}

function numberBy(options: Intl.NumberFormatOptions, value: number): string {
  return kept(numbers, options, (tag) => new Intl.NumberFormat(tag, options)).format(value);
}

/** Times in a list: today by the clock, this year by day and month, else by month and year. */
export function when(atMs: number, nowMs = Date.now()): string {
  const at = new Date(atMs);
  const now = new Date(nowMs);
  if (at.toDateString() === now.toDateString()) return clock(atMs);
  const thisYear = at.getFullYear() === now.getFullYear();
  const options: Intl.DateTimeFormatOptions = thisYear ? { day: "numeric" } : { year: "numeric" };
  return dateBy({ month: "short", ...options }, at);
}

/** A day with its year. */
export function day(atMs: number): string {
  return dateBy({ day: "numeric", month: "short", year: "numeric" }, atMs);
}

/** A day with its name, for a head. */
export function weekday(atMs: number): string {
  return dateBy({ weekday: "long", day: "numeric", month: "long" }, atMs);
}

export function clock(atMs: number): string {
  return dateBy({ hour: "2-digit", minute: "2-digit", hour12: false }, atMs);
}

/** Day and clock, for what must be told apart. */
export function moment(atMs: number): string {
  const options: Intl.DateTimeFormatOptions = {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  };
  return dateBy(options, atMs);
}

/** Day, year and clock, for what outlasts the year. */
export function printedAt(atMs: number): string {
  return dateBy({ dateStyle: "long", timeStyle: "short", hour12: false }, atMs);
}

/** "2 hours ago", "yesterday". */
export function ago(atMs: number, nowMs = Date.now()): string {
  const minutes = Math.max(0, Math.round((nowMs - atMs) / 60_000));
  if (minutes < 1) return t("time-now");
  const relative = new Intl.RelativeTimeFormat(intlTag(), {
    numeric: "auto",
    style: language() === "en" ? "short" : "long",
  });
  if (minutes < 60) return relative.format(-minutes, "minute");
  const hours = Math.round(minutes / 60);
  if (hours < 24) return relative.format(-hours, "hour");
  return relative.format(-Math.round(hours / 24), "day");
}

const DATE = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d))?$/;

/** A date as far as it is known, `YYYY[-MM[-DD[THH:MM]]]`, as one reads it. */
function dateAsRead(text: string): string {
  const known = DATE.exec(text);
  if (!known) return text;
  const [, year, month, day, hour, minute] = known;
  const options: Intl.DateTimeFormatOptions = { year: "numeric", timeZone: "UTC" };
  if (month !== undefined) options.month = "long";
  if (day !== undefined) options.day = "numeric";
  if (hour !== undefined) Object.assign(options, { hour: "2-digit", minute: "2-digit", hour12: false });
  const at = Date.UTC(
    Number(year),
    Number(month ?? 1) - 1,
    Number(day ?? 1),
    Number(hour ?? 0),
    Number(minute ?? 0),
  );
  return dateBy(options, at);
}

/** `FROM/TO`, of which one may be missing, as one reads it. */
function rangeAsRead(text: string): string {
  const [from = "", to = ""] = text.split("/").map(dateAsRead);
  if (to === "") return from === "" ? "" : t("range-since", { from });
  return from === "" ? t("range-until", { to }) : t("range-both", { from, to });
}

/** A summary in words, with the days in it as this language writes them. */
export function asWords(summary: string): string {
  const parts = summary.split(" · ").map((part) => (part.includes("-") ? dateAsRead(part) : part));
  return parts.join(t("words-between"));
}

/** A number inside words, in the digits of the language. */
export function inDigits(text: string): string {
  return text.replace(/\d+/g, (digits) => numberBy({ useGrouping: false }, Number(digits)));
}

/** A value as the app words it, with its date or number as this language writes them. */
export function asRead(kind: string, shown: string): string {
  if (kind === "date_field") return dateAsRead(shown);
  if (kind === "date_range") return rangeAsRead(shown);
  if (kind === "calculated") return /^-?\d+([.,]\d+)?$/.test(shown) ? inDigits(shown) : asWords(shown);
  return kind === "numeric_field" || kind === "tally_field" ? inDigits(shown) : shown;
}

/** How the app understood a typed date. */
export function understoodAsRead(kind: string, { date, about }: UnderstoodView): string {
  const read = asRead(kind, date);
  return about ? t("date-from-age", { date: read }) : read;
}

export function number(value: number): string {
  return numberBy({}, value);
}

/** Bytes in the unit one can picture. */
export function bytes(count: number): string {
  const step = count < 1000 ? 0 : count < 1e6 ? 1 : 2;
  const unit = ["byte", "kilobyte", "megabyte"][step] ?? "byte";
  // Only the long form has a plural: "114 bytes", but "6.44 kB".
  const unitDisplay = step === 0 ? "long" : "short";
  const options: Intl.NumberFormatOptions = { style: "unit", unit, unitDisplay, maximumSignificantDigits: 3 };
  return numberBy(options, count / 1000 ** step);
}

/** Several things as a sentence names them: "a, b and c". */
export function list(items: string[]): string {
  return new Intl.ListFormat(intlTag(), { type: "conjunction" }).format(items);
}
