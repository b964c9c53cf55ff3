import { expect, test } from "vitest";
import type { DashboardView } from "../../lib/bindings/DashboardView";
import { linesOf, onlyCounted } from "./lib";

const numbers = (...counts: number[]) => counts.map((count) => ({ count, clauses: [] }));
const single: DashboardView = {
  id: "a",
  about: null,
  columns: ["x", "y"],
  rows: [{ label: "", numbers: numbers(0, 3) }],
};
const list: DashboardView = {
  id: "b",
  about: null,
  columns: ["open"],
  rows: [
    { label: "High", numbers: numbers(2) },
    { label: "Low", numbers: numbers(0) },
  ],
};
const table: DashboardView = {
  id: "c",
  about: null,
  columns: ["x", "y"],
  rows: [{ label: "salma", numbers: numbers(1, 2) }],
};

test("single numbers and lists stand below each other, tables do not", () => {
  expect(linesOf(single)?.map(({ label, one }) => [label, one.count])).toEqual([
    ["x", 0],
    ["y", 3],
  ]);
  expect(linesOf(list)?.map(({ label }) => label)).toEqual(["High", "Low"]);
  expect(linesOf(table)).toBeNull();
});

test("beside the day stands only what there is any of", () => {
  const shown = onlyCounted(single);
  expect(shown && linesOf(shown)?.map(({ label, one }) => [label, one.count])).toEqual([["y", 3]]);
  expect(onlyCounted(list)?.rows.map(({ label }) => label)).toEqual(["High"]);
  expect(onlyCounted(table)).toBeNull();
  expect(onlyCounted({ ...single, rows: [{ label: "", numbers: numbers(0, 0) }] })).toBeNull();
  expect(onlyCounted({ ...list, rows: [] })).toBeNull();
});
