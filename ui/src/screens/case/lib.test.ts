import { expect, test } from "vitest";
import { openCase } from "../../dev/case";
import { entry, field } from "../../dev/make";
import { matching } from "./choice";
import { dayAndTime, dayTimeFrom, endsOf, rangeFrom, tallyFrom, tallyTexts, tallyTotal } from "./compound";

import { countByForm, formsOf, indexOf } from "./index";
import { cardsOf, differs, firstToChoose, groupsOf, inGroups, optionsAt } from "./lib";

const view = openCase();
const index = indexOf(view);
const subform = index.subforms.get("each_concern")?.field;
if (!subform) throw new Error("the demo case has changed");

test("errors stand on the form that has the field, also inside entries", () => {
  const errors = [
    { fieldId: "noticed_on", entryId: "e1", code: "invalid_date" },
    { fieldId: "step", entryId: "s1", code: "required" },
    { fieldId: "name", entryId: null, code: "text_too_long" },
    { fieldId: "telephone", entryId: null, code: "invalid_phone" },
  ];
  const counts = countByForm(index, errors, (id) => index.entries.get(id));
  expect([...counts]).toEqual([
    ["protection", 1],
    ["every_kind", 1],
    ["basic_identity", 2],
  ]);
});

test("the page knows where its subforms and entries stand, nested ones too", () => {
  expect(index.subforms.get("steps")?.outer?.fieldId).toBe("visits");
  expect(index.entries.get("s1")).toMatchObject({ subformId: "steps", outer: "v1" });
  expect(index.entries.get("v1")).toMatchObject({ subformId: "visits", outer: null });
  expect(formsOf(index, "step", "steps")).toEqual(["every_kind"]);
  expect(formsOf(index, "nowhere", null)).toEqual([]);
});

test("forms stand in their groups", () => {
  expect(groupsOf(view.forms).map((group) => group.forms.length)).toEqual([3, 2, 1]);
  const moved = { ...view, forms: [...view.forms.slice(1), ...view.forms.slice(0, 1)] };
  expect(inGroups(moved).forms.map((form) => form.groupLabel)).toEqual(
    view.forms.map((form) => form.groupLabel),
  );
});

test("the first pair of values is open until it is put off", () => {
  const identity = view.forms[0];
  if (!identity) throw new Error("no form");
  const nothing = () => false;
  expect(firstToChoose(identity, nothing)).toEqual({ key: "//address", entries: [] });
  expect(firstToChoose(identity, (spot) => spot.fieldId === "address")).toBeNull();
});

test("two values in an entry of an entry open both on the way", () => {
  const version = { shown: "", author: "", mine: false, atMs: 0 };
  const twoValues = [
    { ...version, value: "a" },
    { ...version, value: "b" },
  ];
  const step = field("step", "text_field", "Step", { twoValues });
  const steps = field("steps", "subform", "Steps", { entries: [entry("s", [step])] });
  const visits = field("visits", "subform", "Visits", { entries: [entry("v", [steps])] });
  const form = view.forms.map((one) => ({ ...one, fields: [visits] }))[0];
  if (!form) throw new Error("no form");
  expect(firstToChoose(form, () => false)).toEqual({ key: "steps/s/step", entries: ["v", "s"] });
  expect(differs([visits])).toBe(true);
  expect(differs([field("name", "text_field", "Name")])).toBe(false);
});

test("new entries come after the saved ones, with the fields of a new entry", () => {
  const cards = cardsOf(subform, ["new"]);
  expect(cards.map((card) => [card.entryId, card.headline === null])).toEqual([
    ["e1", false],
    ["e2", false],
    ["new", true],
  ]);
  expect(cards[2]?.fields).toBe(subform.entryFields);
});

test("what is offered is filtered, and what stands stays whatever is offered", () => {
  const list = ["a", "b", "c"].map((id) => ({ id, label: id.toUpperCase() }));
  const one = field("f", "select_box", "F", {
    value: "old",
    shown: "Old",
    outdated: [{ id: "old", label: "Old" }],
  });
  expect(optionsAt(field("f", "select_box", "F"), list, undefined, null)).toBe(list);
  const offered = optionsAt(one, list, new Set(["b"]), "a");
  expect(offered.map(({ id, label }) => `${id} ${label}`)).toEqual(["b B", "old Old", "a A"]);
  const far = field("f", "select_box", "F", { value: "far", shown: "Far away" });
  expect(optionsAt(far, [], undefined, "far")).toEqual([{ id: "far", label: "Far away" }]);
});

test("type-ahead prefers beginnings and leaves out what is chosen", () => {
  const options = ["Neglect", "Left in neglect", "Labour"].map((label) => ({ id: label, label }));
  expect(matching(options, "neg", []).map((option) => option.id)).toEqual(["Neglect", "Left in neglect"]);
  expect(matching(options, "", ["Labour"])).toHaveLength(2);
});

test("a tally is numbers by row; a row that is no number goes to the app as it was typed", () => {
  const rows = ["girls", "boys"].map((id) => ({ id, label: id }));
  expect(tallyFrom(rows, { girls: "٢", boys: " " })).toEqual({ girls: 2 });
  expect(tallyFrom(rows, { girls: "", boys: "" })).toBeNull();
  const wrong = tallyFrom(rows, { girls: "two, perhaps", boys: "0" });
  expect(wrong).toBe("girls=two  perhaps,boys=0");
  expect(tallyTexts(wrong)).toEqual({ girls: "two  perhaps", boys: "0" });
  expect(tallyTexts({ boys: 3 })).toEqual({ boys: "3" });
  expect(tallyTexts(null)).toEqual({});
  expect(tallyTotal({ girls: "2", boys: "x", men: "٣" })).toBe(5);
});

test("a range has two ends of which one may be missing; a day may have a time", () => {
  expect(rangeFrom("2026-05-01", "")).toBe("2026-05-01/");
  expect(rangeFrom(" ", "٢٠٢٦")).toBe("/2026");
  expect(rangeFrom("", "")).toBeNull();
  expect(endsOf("/2026")).toEqual(["", "2026"]);
  expect(endsOf(null)).toEqual(["", ""]);
  expect(dayTimeFrom("2026-05-01", "9:30")).toBe("2026-05-01T09:30");
  expect(dayTimeFrom("2026-05-01 ", "")).toBe("2026-05-01");
  expect(dayAndTime("2026-05-01T09:30")).toEqual(["2026-05-01", "09:30"]);
});

test("dates typed with slashes or words keep their parts apart, and come back as they were typed", () => {
  expect(rangeFrom("3/5/24", "")).toBe("3/5/24--");
  expect(rangeFrom("2024-05-03", "May 2024")).toBe("2024-05-03--May 2024");
  expect(rangeFrom("٣/٥/٢٤", "٢٠٢٥")).toBe("3/5/24--2025");
  expect(endsOf("3/5/24--")).toEqual(["3/5/24", ""]);
  expect(endsOf("--4/5/24")).toEqual(["", "4/5/24"]);
  expect(endsOf("2026-02-01/2026-04-15")).toEqual(["2026-02-01", "2026-04-15"]);
  expect(dayAndTime("5 OCT 2019")).toEqual(["5 OCT 2019", ""]);
  expect(dayAndTime("5 OCT 2019T14:30")).toEqual(["5 OCT 2019", "14:30"]);
  expect(dayAndTime("T14:30")).toEqual(["", "14:30"]);
});
