/** Text as typed: digits of other scripts, letters for type-ahead, direction of a value. */

/** Arabic and Persian digits as ASCII, so that a number or date may be typed with any keyboard. */
export function foldDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** What type-ahead compares: no case, no marks above or below letters. */
export function foldLetters(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** The direction of the first letter that has one. */
export function baseDirection(text: string): "ltr" | "rtl" {
  const [first = ""] = /\p{L}/u.exec(text) ?? [];
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(first)
    ? "rtl"
    : "ltr";
}

/** Ids and telephone numbers keep left to right; everything else goes by its own letters. */
export function directionOf(text: string): "auto" | "ltr" {
  return /\p{L}/u.test(text) ? "auto" : "ltr";
}
