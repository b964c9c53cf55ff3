import { expect, test } from "vitest";
import type { EditRequest } from "../../lib/bindings/EditRequest";
import { openCase } from "../../dev/case";
import { matching } from "./choice";
import { changesOf } from "./history";
import {
  errorsOn,
  findEdit,
  firstToChoose,
  formOf,
  groupsOf,
  inGroups,
  isRemoved,
  newEntries,
  numberFrom,
  sameValue,
  spotKey,
  tidy,
  withEdit,
  withoutEntry,
} from "./lib";

const name = { fieldId: "name", subformId: null, entryId: null };
const inEntry = (entryId: string) => ({ fieldId: "concern_kind", subformId: "each_concern", entryId });
const view = openCase();
const protection = view.forms.find((form) => form.formId === "protection");
const subform = protection?.fields.find((field) => field.kind === "subform");
if (!protection || !subform) throw new Error("the demo case has changed");

test("an edit replaces the one before, and goes when it changes nothing", () => {
  const once = withEdit([], name, "Amina", null);
  const twice = withEdit(once, name, "Amina Yusuf", null);
  expect(twice).toEqual([{ ...name, value: "Amina Yusuf", removed: false }]);
  expect(findEdit(twice, name)?.value).toBe("Amina Yusuf");
  expect(withEdit(twice, name, "", null)).toEqual([]);
});

test("nothing, empty text, an empty list and an unticked box are the same nothing", () => {
  expect(tidy("")).toBeNull();
  expect(sameValue([], null)).toBe(true);
  expect(sameValue(false, null)).toBe(true);
  expect(sameValue(0, null)).toBe(false);
  expect(sameValue(["a"], ["a"])).toBe(true);
});

test("removing a saved entry is an edit; removing a new one leaves nothing", () => {
  const edits = withEdit(withEdit([], inEntry("e1"), "child_labour", null), inEntry("new"), "illness", null);
  const saved = withoutEntry(edits, "each_concern", "e1", true);
  expect(isRemoved(saved, "e1")).toBe(true);
  expect(saved).toHaveLength(2);
  expect(withoutEntry(saved, "each_concern", "new", false)).toHaveLength(1);
});

test("entries that only a draft knows come back in their order", () => {
  const edit = (entryId: string): EditRequest => ({ ...inEntry(entryId), value: "x", removed: false });
  expect(newEntries([edit("e1"), edit("b"), edit("a"), edit("b")], subform)).toEqual(["b", "a"]);
});

test("numbers are read from any digits; what is no number is left for the app to judge", () => {
  expect(numberFrom("٥")).toBe(5);
  expect(numberFrom(" 2.5 ")).toBe(2.5);
  expect(numberFrom("five")).toBe("five");
  expect(numberFrom(" ")).toBeNull();
});

test("errors stand on the form that has the field, also inside entries", () => {
  const errors = [{ fieldId: "noticed_on", entryId: "e1", code: "invalid_date" }];
  expect(formOf(view, "noticed_on")?.formId).toBe("protection");
  expect(errorsOn(protection, errors)).toEqual(errors);
  expect(view.forms.filter((form) => errorsOn(form, errors).length > 0)).toHaveLength(1);
});

test("forms stand in their groups", () => {
  expect(groupsOf(view.forms).map((group) => group.forms.length)).toEqual([3, 2]);
  const moved = { ...view, forms: [...view.forms.slice(1), ...view.forms.slice(0, 1)] };
  expect(inGroups(moved).forms.map((form) => form.groupLabel)).toEqual(
    view.forms.map((form) => form.groupLabel),
  );
});

test("the first pair of values is open until it is put off", () => {
  const identity = view.forms[0];
  if (!identity) throw new Error("no form");
  const key = spotKey({ fieldId: "address", subformId: null, entryId: null });
  expect(firstToChoose(identity, new Set())).toBe(key);
  expect(firstToChoose(identity, new Set([key]))).toBeNull();
});

test("type-ahead prefers beginnings and leaves out what is chosen", () => {
  const options = ["Neglect", "Left in neglect", "Labour"].map((label) => ({ id: label, label }));
  expect(matching(options, "neg", []).map((option) => option.id)).toEqual(["Neglect", "Left in neglect"]);
  expect(matching(options, "", ["Labour"])).toHaveLength(2);
});

test("lines of one save stand together", () => {
  const line = { formLabel: "", fieldLabel: "", entryId: null, before: "", after: "" };
  const lines = [
    { ...line, author: "a", atMs: 2 },
    { ...line, author: "a", atMs: 2 },
    { ...line, author: "a", atMs: 1 },
  ];
  expect(changesOf(lines).map((change) => change.lines.length)).toEqual([2, 1]);
});
