import { intlTag, language, t } from "./messages.svelte";

/** Times in a list: today by the clock, this year by day and month, else by month and year. */
export function when(atMs: number, nowMs = Date.now()): string {
  const at = new Date(atMs);
  const now = new Date(nowMs);
  if (at.toDateString() === now.toDateString()) return clock(atMs);
  const thisYear = at.getFullYear() === now.getFullYear();
  const options: Intl.DateTimeFormatOptions = thisYear ? { day: "numeric" } : { year: "numeric" };
  return new Intl.DateTimeFormat(intlTag(), { month: "short", ...options }).format(at);
}

/** A day with its year. */
export function day(atMs: number): string {
  return new Intl.DateTimeFormat(intlTag(), { dateStyle: "medium" }).format(atMs);
}

export function clock(atMs: number): string {
  return new Intl.DateTimeFormat(intlTag(), { hour: "2-digit", minute: "2-digit", hour12: false }).format(
    atMs,
  );
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
  return new Intl.DateTimeFormat(intlTag(), options).format(atMs);
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

export function number(value: number): string {
  return new Intl.NumberFormat(intlTag()).format(value);
}

/** Bytes in the unit one can picture. */
export function bytes(count: number): string {
  const step = count < 1000 ? 0 : count < 1e6 ? 1 : 2;
  const unit = ["byte", "kilobyte", "megabyte"][step] ?? "byte";
  const options: Intl.NumberFormatOptions = { style: "unit", unit, maximumSignificantDigits: 3 };
  return new Intl.NumberFormat(intlTag(), options).format(count / 1000 ** step);
}
