import { afterEach, expect, test } from "vitest";
import { ago, bytes, when } from "./format";
import { setLanguage } from "./messages.svelte";
import { directionOf, foldDigits, foldLetters } from "./text";

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
  expect(bytes(812)).toBe("812 byte");
  expect(bytes(6312)).toBe("6.31 kB");
  expect(bytes(2_400_000)).toBe("2.4 MB");
});

test("text as typed with any keyboard", () => {
  expect(foldDigits("٢٠١٥-۰۳")).toBe("2015-03");
  expect(foldLetters(" Négligence ")).toBe("negligence");
  expect(directionOf("+249 91 555 0187")).toBe("ltr");
  expect(directionOf("أمينة")).toBe("auto");
});
