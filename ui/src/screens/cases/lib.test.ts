import { expect, test } from "vitest";
import { columnsOf, nextSort, pagesOf, quickFilters, scrollFor, sendingMark, spanOf } from "./lib";

test("draws what is in sight and a little more, within the list", () => {
  expect(spanOf(0, 320, 32, 100_000)).toEqual({ first: 0, last: 18 });
  expect(spanOf(32 * 50_000, 320, 32, 100_000)).toEqual({ first: 49_992, last: 50_018 });
  expect(spanOf(0, 320, 32, 0)).toEqual({ first: 0, last: 0 });
  expect(spanOf(32 * 99_995, 320, 32, 100_000).last).toBe(99_999);
});

test("asks for the pages that hold the rows", () => {
  expect(pagesOf({ first: 0, last: 18 })).toEqual([0]);
  expect(pagesOf({ first: 95, last: 120 })).toEqual([0, 1]);
});

test("scrolls only as far as a row needs", () => {
  expect(scrollFor(3, 32, 0, 320)).toBeNull();
  expect(scrollFor(10, 32, 0, 320)).toBe(32);
  expect(scrollFor(2, 32, 96, 320)).toBe(64);
});

test("one slot shows the gravest state of sending", () => {
  const row = { refused: false, pending: true, unsent: true };
  expect(sendingMark(row)).toBe("pending");
  expect(sendingMark({ ...row, refused: true })).toBe("refused");
  expect(sendingMark({ refused: false, pending: false, unsent: false })).toBeNull();
});

test("what only cases have is left out of other lists", () => {
  expect(quickFilters("case", "salma").map(({ id }) => id)).toContain("high_risk");
  expect(quickFilters("family", "salma").map(({ id }) => id)).not.toContain("high_risk");
  expect(columnsOf("case")).toEqual({ name: true, child: true });
  expect(columnsOf("family")).toEqual({ name: true, child: false });
  expect(columnsOf("incident")).toEqual({ name: false, child: false });
});

test("a click on a head orders by it, another one turns it round", () => {
  const latest = { key: "@changed", descending: true };
  const up = nextSort(latest, "@age");
  expect(up).toEqual({ key: "@age", descending: false });
  expect(nextSort(up, "@age")).toEqual({ key: "@age", descending: true });
  expect(nextSort(nextSort(latest, "@name"), "@name")).toEqual({ key: "@name", descending: false });
  expect(nextSort(up, "@changed")).toEqual(latest);
});
