import type { ValueView } from "../lib/bindings/ValueView";
import { foldDigits } from "../lib/text";

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const TODAY = 2026;

const AGE = /^(?:about |حوالي )?(\d{1,3}) (?:years?|سنة|سنوات)/;

export function isAge(value: ValueView): boolean {
  return typeof value === "string" && AGE.test(foldDigits(value).trim().toLowerCase());
}

/** A typed date as the app would read it: a stand-in that knows the commonest ways. */
function read(text: string): string {
  const typed = foldDigits(text).trim().toLowerCase();
  const age = AGE.exec(typed);
  if (age) return String(TODAY - Number(age[1]) - 1);
  const numbers = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})$/.exec(typed);
  if (numbers) return iso(numbers[3], Number(numbers[2]), numbers[1]);
  const named = /^(?:(\d{1,2}) )?([a-z]{3})[a-z]* (\d{4})$/.exec(typed);
  const month = months.indexOf(named?.[2] ?? "") + 1;
  return named && month > 0 ? iso(named[3], month, named[1]) : text;
}

function iso(year = "", month: number, day?: string): string {
  const two = (part: number | string) => String(part).padStart(2, "0");
  const whole = year.length === 2 ? `20${year}` : year;
  return [whole, two(month), ...(day === undefined ? [] : [two(day)])].join("-");
}

/** What the app says it understood; none where that is what was typed. */
export function understoodOf(kind: string, value: ValueView): string | null {
  if (typeof value !== "string") return null;
  const shown = kind === "date_range" ? value.split("--").map(read).join("/") : read(value);
  return shown === value ? null : shown;
}
