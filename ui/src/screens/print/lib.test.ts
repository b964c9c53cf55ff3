import { expect, test } from "vitest";
import { openCase } from "../../dev/case";
import { entry, field, form } from "../../dev/make";
import { consequencesOf } from "../../dev/rules";
import type { CaseView } from "../../lib/bindings/CaseView";
import type { FieldView } from "../../lib/bindings/FieldView";
import { CaseState } from "../case/case.svelte";
import { keptTogether, sheetsOf, smallsOf, type Part } from "./lib";

function pageOf(fields: FieldView[], hidden: string[] = [], undrawn: string[] = []): CaseState {
  const forms = [form("one", "One", "G", fields), form("none", "None", "G", [field("x", "text_field", "X")])];
  const consequences: CaseView["consequences"] = { ...consequencesOf(forms, []), hidden, undrawn };
  return new CaseState({ ...openCase(), forms, consequences });
}

/** Parts as lines, entries indented. */
function lines(parts: Part[]): string[] {
  return parts.flatMap((part) => {
    if (part.kind === "heading") return [`${"#".repeat(part.level)} ${part.label}`];
    if (part.kind === "answer") return [`${part.label}: ${part.said.map(({ text }) => text).join(" | ")}`];
    if (part.kind === "tally") return [`${part.label}: tally`];
    return [`- ${part.nth} ${part.file ?? ""}`.trim(), ...lines(part.parts).map((line) => `  ${line}`)];
  });
}

const printed = (page: CaseState, what: Parameters<typeof sheetsOf>[1] = "record") =>
  sheetsOf(page, what).flatMap(({ parts }) => lines(parts));

test("the whole record is the forms that hold an answer; one form also says what is not recorded", () => {
  const page = pageOf([field("a", "text_field", "A", { value: "Hawa" }), field("b", "date_field", "B")]);
  expect(sheetsOf(page, "record").map(({ formId }) => formId)).toEqual(["one"]);
  expect(printed(page)).toEqual(["## One", "A: Hawa"]);
  expect(printed(page, { formId: "one" })).toEqual(["## One", "A: Hawa", "B: "]);
  expect(printed(page, { formId: "none" })).toEqual(["## None", "X: "]);
});

test("a form on which nothing is answered is left out, whatever is worked out on it", () => {
  const page = pageOf([field("sum", "calculated", "Sum", { shown: "0" })]);
  expect(printed(page)).toEqual([]);
  expect(printed(page, { formId: "one" })).toEqual(["## One", "Sum: 0"]);
});

test("what is not shown on the page is not printed", () => {
  const fields = [
    field("hidden", "text_field", "Hidden", { value: "x" }),
    field("inward", "text_field", "Inward", { value: "x", hideOnView: true }),
    field("link", "link_to_form", "Link", { link: "none" }),
    field("empty", "separator", "Over nothing"),
    field("over", "separator", "Over something"),
    field("day", "date_field", "Day", { value: "2026-05" }),
    field("last", "separator", "At the end"),
  ];
  expect(printed(pageOf(fields, ["//hidden"]))).toEqual(["## One", "### Over something", "Day: May 2026"]);
});

test("entries are printed with what lies in them, those not drawn are not", () => {
  const inner = field("step", "text_field", "Step", { value: "Card", shown: "Card" });
  const steps = field("steps", "subform", "Steps", { entries: [entry("s", [inner])] });
  const visits = field("visits", "subform", "Visits", {
    entries: [entry("v", [steps]), entry("w", [field("w", "text_field", "W", { value: "x" })])],
  });
  const page = pageOf([field("over", "separator", "Over"), visits], [], ["w"]);
  expect(printed(page)).toEqual([
    "## One",
    "### Over",
    "#### Visits",
    "- 1",
    "  #### Steps",
    "  - 1",
    "    Step: Card",
  ]);
  expect(printed(pageOf([{ ...visits, entries: [] }]), { formId: "one" })).toEqual(["## One", "Visits: "]);
  // No page ends between the title of a form and the first of its entries.
  const [sheet] = sheetsOf(page, "record");
  expect(keptTogether(sheet?.parts ?? []).map((group) => group.length)).toEqual([4]);
});

test("of two values both are printed, each with who wrote it", () => {
  const version = (shown: string) => ({ value: shown, shown, author: shown, mine: false, atMs: 0 });
  const twoValues = [version("2015"), version("2016")];
  const [sheet] = sheetsOf(
    pageOf([field("born", "date_field", "Born", { value: "2015", twoValues })]),
    "record",
  );
  expect(lines(sheet?.parts ?? [])).toEqual(["## One", "Born: 2015 | 2016"]);
  const part = sheet?.parts[1];
  expect(part?.kind === "answer" && part.said.map(({ by }) => by?.includes("201"))).toEqual([true, true]);
});

test("a tally and what was worked out are printed as they are read", () => {
  const page = pageOf([
    field("members", "tally_field", "Members", { value: { girls: 2 } }),
    field("free_places", "calculated", "Free places"),
  ]);
  expect(printed(page)).toEqual(["## One", "Members: tally", "Free places: -2"]);
});

test("a file is printed by its name, and with its small picture where there is one here", () => {
  const file = { name: "a.jpg", mediaType: "image/jpeg", size: 1, small: true, here: true, unsent: false };
  const photos = field("photos", "photo_upload_box", "Photos", {
    entries: [entry("a", [], { file }), entry("b", [], { file: { ...file, name: "b.jpg", here: false } })],
  });
  const page = pageOf([photos]);
  expect(printed(page)).toEqual(["## One", "#### Photos", "- 1 a.jpg", "- 2 b.jpg"]);
  const smalls = sheetsOf(page, "record").flatMap(({ parts }) => smallsOf(parts));
  expect(smalls).toEqual([{ caseId: "case-0", fieldId: "photos", entryId: "a", drafted: null, small: true }]);
});
