import { expect, test } from "vitest";
import { openCase } from "../../dev/case";
import type { EditRequest } from "../../lib/bindings/EditRequest";
import {
  isTyped,
  layIn,
  newEntries,
  numberFrom,
  sameValue,
  spotKey,
  tidy,
  withEdit,
  withInner,
  withoutIdle,
  withoutSaved,
  withOuters,
} from "./edits";
import { indexOf } from "./index";

const index = indexOf(openCase());
const name = { fieldId: "name", subformId: null, entryId: null };
const inEntry = (entryId: string) => ({ fieldId: "concern_kind", subformId: "each_concern", entryId });
const inStep = (entryId: string) => ({ fieldId: "step", subformId: "steps", entryId });
const edit = (entryId: string): EditRequest => ({ ...inEntry(entryId), value: "x", removed: false });
const nested = { subformId: "steps", entryId: "inner", outer: "outer" };

test("an edit replaces the one before, and goes when it changes nothing", () => {
  const once = withEdit([], name, "Amina", null);
  const twice = withEdit(once, name, "Amina Yusuf", null);
  expect(twice).toEqual([{ ...name, value: "Amina Yusuf", removed: false }]);
  expect(withEdit(twice, name, "", null)).toEqual([]);
  expect(withEdit(twice, name, "", undefined)).toEqual([{ ...name, value: null, removed: false }]);
});

test("an edit stays in its place, so that entries keep their order", () => {
  const edits = withEdit([edit("b"), edit("a")], inEntry("b"), "y", null);
  expect(edits.map(({ entryId, value }) => [entryId, value])).toEqual([
    ["b", "y"],
    ["a", "x"],
  ]);
});

test("nothing, empty text, an empty list or tally and an unticked box are the same nothing", () => {
  expect(tidy("")).toBeNull();
  expect(tidy({})).toBeNull();
  expect(tidy(0)).toBe(0);
  expect(sameValue([], null)).toBe(true);
  expect(sameValue(false, null)).toBe(true);
  expect(sameValue(0, null)).toBe(false);
  expect(sameValue(["a"], ["a"])).toBe(true);
  expect(sameValue({ b: 1, a: 2 }, { a: 2, b: 1 })).toBe(true);
  expect(sameValue({ a: 2 }, { a: 3 })).toBe(false);
});

test("removing a saved entry is an edit, and what was typed in it goes", () => {
  const edits = withoutSaved([edit("e1"), edit("new")], "each_concern", "e1");
  expect(edits).toEqual([
    edit("new"),
    { fieldId: null, value: null, subformId: "each_concern", entryId: "e1", removed: true },
  ]);
});

test("entries that only a draft knows come back in their order and in their place", () => {
  const edits = [edit("e1"), edit("b"), edit("a"), edit("b"), layIn(nested)];
  expect(newEntries(edits, index.entries)).toEqual([
    { subformId: "each_concern", entryId: "b", outer: null },
    { subformId: "each_concern", entryId: "a", outer: null },
    nested,
  ]);
});

test("what lies in an entry goes with it", () => {
  const begun = [nested, { subformId: "deep", entryId: "deepest", outer: "inner" }];
  expect([...withInner(begun, "outer")]).toEqual(["outer", "inner", "deepest"]);
});

test("entries that were opened and left alone are not sent", () => {
  const fresh = { ...inEntry("begun"), value: "x", removed: false };
  const baseline = new Map([[spotKey(fresh), "x"]]);
  const idle = [fresh, layIn(nested)];
  expect(withoutIdle(idle, baseline, index.entries)).toEqual([]);
  const busy = [
    fresh,
    layIn({ ...nested, outer: "begun" }),
    { ...inStep("inner"), value: "y", removed: false },
  ];
  expect(withoutIdle(busy, baseline, index.entries)).toEqual(busy);
  expect(isTyped([fresh], baseline)).toBe(false);
  expect(isTyped([{ ...fresh, value: "z" }], baseline)).toBe(true);
});

test("a new entry in which only a nested one was written is begun as well", () => {
  const edits = [layIn(nested), { ...inStep("inner"), value: "y", removed: false }];
  expect(withOuters(edits, index)[0]).toEqual({
    fieldId: "service",
    value: null,
    subformId: "visits",
    entryId: "outer",
    removed: false,
  });
  const inSaved = [layIn({ ...nested, outer: "v1" })];
  expect(withOuters(inSaved, index)).toBe(inSaved);
});

test("whole numbers are read from any digits; what is none is left for the app to judge", () => {
  expect(numberFrom("٥")).toBe(5);
  expect(numberFrom(" -3 ")).toBe(-3);
  expect(numberFrom("2.5")).toBe("2.5");
  expect(numberFrom("12345678901234567890")).toBe("12345678901234567890");
  expect(numberFrom("five")).toBe("five");
  expect(numberFrom(" ")).toBeNull();
});
