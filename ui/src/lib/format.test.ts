import { afterEach, expect, test } from "vitest";
import { ago, asRead, asWords, bytes, inDigits, understoodAsRead, when } from "./format";
import { setLanguage } from "./messages.svelte";
import { baseDirection, directionOf, foldDigits, foldLetters } from "./text";

const now = new Date(2026, 4, 12, 11, 0).getTime();

afterEach(() => {
  setLanguage("en");
});

test("a time is as short as it can be told", () => {
  expect(when(new Date(2026, 4, 12, 8, 40).getTime(), now)).toBe("08:40");
  expect(when(new Date(2026, 4, 9).getTime(), now)).toBe("9 May");
  expect(when(new Date(2025, 4, 9).getTime(), now)).toBe("May 2025");
});

test("time gone by", () => {
  expect(ago(now - 20_000, now)).toBe("just now");
  expect(ago(now - 2 * 3_600_000, now)).toMatch(/^2 hr?/);
  setLanguage("ar");
  expect(ago(now - 2 * 3_600_000, now)).toBe("قبل ساعتين");
});

test("bytes in a unit one can picture", () => {
  expect(bytes(812)).toBe("812 bytes");
  expect(bytes(6312)).toBe("6.31 kB");
  expect(bytes(2_400_000)).toBe("2.4 MB");
});

test("text as typed with any keyboard", () => {
  expect(foldDigits("٢٠١٥-۰۳")).toBe("2015-03");
  expect(foldLetters(" Négligence ")).toBe("negligence");
  expect(directionOf("+249 91 555 0187")).toBe("ltr");
  expect(directionOf("أمينة")).toBe("auto");
  expect([baseDirection("12 أمينة Amina"), baseDirection("1. Amina أمينة"), baseDirection("12")]).toEqual([
    "rtl",
    "ltr",
    "ltr",
  ]);
});

test("dates and numbers of a form as the language writes them", () => {
  expect(asRead("date_field", "2026-05-11")).toBe("11 May 2026");
  expect(asRead("date_field", "2015-03")).toBe("March 2015");
  expect(asRead("date_field", "2015")).toBe("2015");
  expect(asRead("date_field", "soon")).toBe("soon");
  expect(asRead("text_field", "12")).toBe("12");
  setLanguage("ar");
  expect(asRead("date_field", "2026-05-11")).toBe("١١ مايو ٢٠٢٦");
  expect(asRead("numeric_field", "12")).toBe("١٢");
  expect(inDigits("بنت، نحو 11 سنة")).toBe("بنت، نحو ١١ سنة");
});

test("a date says how it was understood, and whether it came from an age", () => {
  const said = (date: string, about: boolean, kind = "date_field") =>
    understoodAsRead(kind, { spot: "", date, about }).replaceAll(/[\u2068\u2069]/g, "");
  expect(said("2024-05-03", false)).toBe("3 May 2024");
  expect(said("2019-03", false)).toBe("March 2019");
  expect(said("2014", true)).toBe("2014, from the age");
  expect(said("2024-05-03/", false, "date_range")).toMatch(/^since 3 May 2024/);
});

test("times of day, ranges and what was worked out read as dates and numbers do", () => {
  expect(asRead("date_field", "2026-05-11T09:05")).toMatch(/^11 May 2026.*09:05$/);
  // Fluent isolates what it puts into a sentence.
  const range = (text: string) => asRead("date_range", text).replaceAll(/[\u2068\u2069]/g, "");
  expect(range("2026-05-01/2026-05-11")).toBe("1 May 2026 to 11 May 2026");
  expect(range("2026-05/")).toBe("since May 2026");
  expect(range("/2026")).toBe("until 2026");
  expect(asRead("calculated", "2026-05-11")).toBe("11 May 2026");
  expect(asRead("calculated", "Amina Yusuf")).toBe("Amina Yusuf");
  expect(asWords("Home visit · 2026-05-11")).toBe("Home visit · 11 May 2026");
  expect(asWords("44-1093")).toBe("44-1093");
  setLanguage("ar");
  expect(asRead("calculated", "12")).toBe("١٢");
  expect(asWords("زيارة · 2026-05-11")).toBe("زيارة، ١١ مايو ٢٠٢٦");
  expect(range("2026-05-01/2026-05-11")).toBe("من ١ مايو ٢٠٢٦ إلى ١١ مايو ٢٠٢٦");
});
