import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { blankCase, openCase } from "../../dev/case";
import { consequencesOf } from "../../dev/rules";
import { demoLists } from "../../dev/words";
import type { CaseView } from "../../lib/bindings/CaseView";
import type { EditRequest } from "../../lib/bindings/EditRequest";
import type { EditsArgs } from "../../lib/bindings/EditsArgs";
import type { LikelyView } from "../../lib/bindings/LikelyView";
import type { SaveArgs } from "../../lib/bindings/SaveArgs";
import { options } from "../../lib/options.svelte";
import { CaseState } from "./case.svelte";

const name = { fieldId: "name", subformId: null, entryId: null };
const edit: EditRequest = { ...name, value: "Amina", removed: false };
let calls: { command: string; args: Record<string, unknown> }[] = [];
let answer: (command: string, args: never) => unknown = () => null;

beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  answer = () => openCase().consequences;
  options.forget();
  mockIPC((command, payload) => {
    const args = (payload as { args: Record<string, unknown> }).args;
    calls.push({ command, args });
    return answer(command, args as never);
  });
});

afterEach(() => {
  vi.useRealTimers();
  clearMocks();
});

const named = (command: string) => calls.filter((call) => call.command === command);

function fieldOf(page: CaseState, fieldId: string) {
  const fields = page.view.forms.flatMap((form) => form.fields);
  const field = [...fields, ...fields.flatMap((one) => one.entryFields)].find(
    (one) => one.fieldId === fieldId,
  );
  if (!field) throw new Error("the demo case has changed");
  return field;
}

const nameField = (page: CaseState) => fieldOf(page, "name");

/** Answers as the demo does: what follows, lists of options, ids in their order. */
function app(view: CaseView): void {
  let ids = 0;
  answer = (command, args) => {
    if (command === "consequences") return consequencesOf(view.forms, (args as EditsArgs).edits);
    if (command === "option_lists") return { mark: view.listsMark, lists: demoLists(), long: [] };
    return command === "new_entry_id" ? `new-${(ids += 1)}` : null;
  };
}

test("a draft is kept once the typing pauses", async () => {
  const page = new CaseState(openCase());
  page.edit();
  page.set(nameField(page), name, "Ami");
  page.set(nameField(page), name, "Amina");
  await vi.advanceTimersByTimeAsync(399);
  expect(named("keep_draft")).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(named("keep_draft").map((call) => call.args["edits"])).toEqual([[edit]]);
  expect(page.draftAtMs).not.toBeNull();
});

test("a case with a draft opens where the writing stopped", () => {
  const page = new CaseState({ ...openCase(), draft: { atMs: 1, edits: [edit] } });
  expect(page.editing).toBe(true);
  expect(page.formAt).toBe("basic_identity");
  expect(page.writing.value(nameField(page), name)).toBe("Amina");
});

test("stopping keeps the draft, throwing it away drops it", async () => {
  const page = new CaseState(openCase());
  page.edit();
  page.set(nameField(page), name, "Amina");
  await page.stop();
  expect(page.edits).toHaveLength(1);
  await page.discard();
  expect(named("keep_draft").map((call) => call.args["edits"])).toEqual([[edit], []]);
  expect(page.draftAtMs).toBeNull();
});

test("an incident that is begun for a case is saved as one of that case", async () => {
  answer = (command) =>
    command === "save_case" ? { caseId: "c", caseIdDisplay: "C", errors: [], likely: [] } : null;
  const page = new CaseState(openCase());
  page.edit();
  page.of = "the-case";
  page.set(nameField(page), name, "Amina");
  await page.save();
  expect(named("save_case").map((call) => call.args["of"])).toEqual(["the-case"]);
});

test("no draft comes after the save that used it up", async () => {
  answer = (command) =>
    command === "save_case" ? { caseId: "c", caseIdDisplay: "C", errors: [], likely: [] } : null;
  const page = new CaseState(openCase());
  page.edit();
  page.set(nameField(page), name, "Amina");
  expect((await page.save())?.caseIdDisplay).toBe("C");
  await vi.advanceTimersByTimeAsync(1000);
  expect(named("keep_draft").concat(named("save_case"))).toHaveLength(2);
  expect(calls.findLast((call) => call.command !== "consequences")?.command).toBe("save_case");
  expect(page.edits).toEqual([]);
});

test("what does not fit stays typed, with its error until it is touched", async () => {
  const errors = [{ fieldId: "name", entryId: null, code: "text_too_long" }];
  const refused = { caseId: "", caseIdDisplay: "", errors, likely: [] };
  answer = (command) => (command === "save_case" ? refused : null);
  const page = new CaseState(openCase());
  page.edit();
  page.set(nameField(page), name, "Amina");
  expect(await page.save()).toBeNull();
  expect(page.errors).toEqual(errors);
  expect(page.edits).toEqual([edit]);
  page.set(nameField(page), name, "Am");
  expect(page.errors).toEqual([]);
});

test("a save that finds children who may be the same writes nothing until they are ruled out", async () => {
  const row = { caseId: "other" } as LikelyView["row"];
  answer = (command, args) => {
    if (command !== "save_case") return command === "consequences" ? openCase().consequences : null;
    const likely = (args as SaveArgs).ruledOut.includes("other") ? [] : [{ row, same: ["name"] }];
    return { caseId: "c", caseIdDisplay: "C", errors: [], likely };
  };
  const page = new CaseState(blankCase());
  page.set(nameField(page), name, "Amina");
  expect(await page.save()).toBeNull();
  expect(page.likely).toHaveLength(1);
  expect(page.writing.typed).toBe(true);
  page.ruleOut(page.likely);
  expect(page.likely).toEqual([]);
  expect((await page.save())?.caseIdDisplay).toBe("C");
  expect(named("save_case").map((call) => call.args["ruledOut"])).toEqual([[], ["other"]]);

  // The next child is another one.
  page.set(nameField(page), name, "Hawa");
  await page.save();
  expect(named("save_case").at(-1)?.args["ruledOut"]).toEqual([]);
});

test("a draft that cannot be kept holds one back from leaving, until it is thrown away", async () => {
  const page = new CaseState(openCase());
  page.edit();
  page.set(nameField(page), name, "Amina");
  answer = (command) => {
    if (command === "keep_draft") throw new Error("disk");
    return page.view.consequences;
  };
  expect(await page.keep()).toBe(false);
  expect(page.problem?.code).toBe("failed");
  await page.discard();
  expect(await page.keep()).toBe(true);
});

test("a failed act says why and leaves the page as it was", async () => {
  const page = new CaseState(openCase());
  const before = page.view;
  const refused = { code: "not_permitted", args: {} };
  expect(await page.act(() => Promise.reject(refused as unknown as Error))).toBe(false);
  expect(page.problem?.code).toBe("not_permitted");
  expect(page.view).toBe(before);
});

test("an entry begins with the id of the app and may go again", async () => {
  const page = new CaseState(openCase(), "protection");
  app(page.view);
  page.edit();
  const subform = fieldOf(page, "each_concern");
  await page.addEntry(subform);
  expect(page.writing.newEntries("each_concern", null)).toEqual(["new-1"]);
  page.removeEntry(subform, "new-1");
  expect(page.writing.newEntries("each_concern", null)).toEqual([]);
  page.removeEntry(subform, "e1");
  expect(page.edits).toEqual([
    { fieldId: null, value: null, subformId: "each_concern", entryId: "e1", removed: true },
  ]);
  expect(page.writing.isRemoved("e1")).toBe(true);
  page.bringBack("e1");
  expect(page.edits).toEqual([]);
});

test("a question that is hidden keeps what was typed in it, and it is saved", async () => {
  const page = new CaseState(openCase(), "every_kind");
  app(page.view);
  await page.ready();
  page.edit();
  const guardian = { fieldId: "guardian_name", subformId: null, entryId: null };
  page.set(fieldOf(page, "guardian_name"), guardian, "Hawa");
  page.set(fieldOf(page, "has_guardian"), { ...guardian, fieldId: "has_guardian" }, false);
  expect(page.consequences.isHidden(guardian)).toBe(false);
  await vi.advanceTimersByTimeAsync(60);
  expect(page.consequences.isHidden(guardian)).toBe(true);
  expect(page.writing.value(fieldOf(page, "guardian_name"), guardian)).toBe("Hawa");
  await page.save();
  const sent = named("save_case")[0]?.args["edits"] as EditRequest[];
  expect(sent.map(({ fieldId, value }) => [fieldId, value])).toEqual([
    ["guardian_name", "Hawa"],
    ["has_guardian", false],
  ]);
});

test("a question hidden in every entry, or in one, is hidden there", () => {
  const hidden = ["visits//clinic", "visits/v1/visited"];
  const view = openCase();
  const page = new CaseState({ ...view, consequences: { ...view.consequences, hidden } });
  const at = (fieldId: string, entryId: string) => ({ fieldId, entryId, subformId: "visits" });
  const isHidden = (fieldId: string, entryId: string) => page.consequences.isHidden(at(fieldId, entryId));
  expect([isHidden("clinic", "v1"), isHidden("clinic", "v2")]).toEqual([true, true]);
  expect([isHidden("visited", "v1"), isHidden("visited", "v2")]).toEqual([true, false]);
});

test("the app is asked once for what is typed in a breath, and the last question wins", async () => {
  const page = new CaseState(openCase());
  page.edit();
  const answers: ((view: unknown) => void)[] = [];
  answer = (command) => (command === "consequences" ? new Promise((give) => answers.push(give)) : null);
  const saying = (spot: string) => ({ ...page.view.consequences, hidden: [spot] });
  page.set(nameField(page), name, "Am");
  page.set(nameField(page), name, "Ami");
  await vi.advanceTimersByTimeAsync(60);
  page.set(nameField(page), name, "Amina");
  await vi.advanceTimersByTimeAsync(60);
  expect(named("consequences")).toHaveLength(1);
  answers[0]?.(saying("//one"));
  await vi.advanceTimersByTimeAsync(0);
  expect(named("consequences")).toHaveLength(2);
  answers[1]?.(saying("//two"));
  await vi.advanceTimersByTimeAsync(0);
  expect([...page.consequences.hidden]).toEqual(["//two"]);
  const asked = named("consequences").map((call) => (call.args["edits"] as EditRequest[])[0]?.value);
  expect(asked).toEqual(["Ami", "Amina"]);
});

test("an answer about a page that was left or fetched anew is not heard", async () => {
  const page = new CaseState(openCase());
  page.edit();
  let give: (view: unknown) => void = () => undefined;
  answer = (command) => (command === "consequences" ? new Promise((later) => (give = later)) : null);
  page.set(nameField(page), name, "Amina");
  await vi.advanceTimersByTimeAsync(60);
  page.consequences.close();
  give({ ...page.view.consequences, hidden: ["//name"] });
  await vi.advanceTimersByTimeAsync(100);
  expect(page.consequences.hidden.has("//name")).toBe(false);
});

test("a nested entry says in which entry it lies, and goes with it", async () => {
  const page = new CaseState(openCase(), "every_kind");
  app(page.view);
  page.edit();
  const [visits, steps] = [fieldOf(page, "visits"), fieldOf(page, "steps")];
  await page.addEntry(visits);
  await page.addEntry(steps, "new-1");
  expect(page.edits).toContainEqual({
    fieldId: "_in",
    value: "new-1",
    subformId: "steps",
    entryId: "new-2",
    removed: false,
  });
  expect(page.writing.newEntries("steps", "new-1")).toEqual(["new-2"]);
  expect(page.writing.newEntries("steps", "v1")).toEqual([]);
  page.removeEntry(visits, "new-1");
  expect(page.edits).toEqual([]);

  await page.addEntry(steps, "v1");
  page.set(steps, { fieldId: "step", subformId: "steps", entryId: "new-3" }, "Card");
  page.removeEntry(visits, "v1");
  expect(page.edits.map((edit) => edit.entryId)).toEqual(["new-3", "new-3", "v1"]);
});

test("an entry of an entry comes back from a draft in its place", () => {
  const inStep = { subformId: "steps", entryId: "x", removed: false };
  const edits = [
    { ...inStep, fieldId: "_in", value: "v1" },
    { ...inStep, fieldId: "step", value: "Card" },
  ];
  const page = new CaseState({ ...openCase(), draft: { atMs: 1, edits } });
  expect(page.formAt).toBe("every_kind");
  expect(page.writing.newEntries("steps", "v1")).toEqual(["x"]);
  page.openEntries.clear();
  page.openEntry("x");
  expect([...page.openEntries]).toEqual(["x", "v1"]);
});

test("an error in an entry of an entry marks both", () => {
  const page = new CaseState(openCase());
  page.errors = [{ fieldId: "step", entryId: "s1", code: "required" }];
  expect([...page.wrongEntries]).toEqual(["s1", "v1"]);
  expect([...page.errorForms]).toEqual([["every_kind", 1]]);
});

test("what a new record begins with is nothing typed, until somebody changes it", async () => {
  const view = blankCase();
  app(view);
  const page = new CaseState(view);
  await page.ready();
  const registered = { fieldId: "registered", subformId: null, entryId: null };
  const begun = view.beginEntries[0]?.entryId ?? "";
  expect(page.writing.value(fieldOf(page, "registered"), registered)).toBe("2026-05-12");
  expect(page.writing.newEntries("visits", null)).toEqual([begun]);
  expect(page.openEntries.has(begun)).toBe(true);
  expect(page.writing.typed).toBe(false);
  await page.keep();
  await vi.advanceTimersByTimeAsync(1000);
  expect(named("keep_draft")).toHaveLength(0);

  // One field more: what was begun with is sent too, but not the entry that was left alone.
  page.set(nameField(page), name, "Hawa");
  expect(page.writing.typed).toBe(true);
  await vi.advanceTimersByTimeAsync(1000);
  const sent = named("keep_draft")[0]?.args["edits"] as EditRequest[];
  expect(sent.map(({ fieldId, value }) => [fieldId, value])).toEqual([
    ["registered", "2026-05-12"],
    ["name", "Hawa"],
  ]);

  // Back to the beginning: the draft goes.
  page.set(nameField(page), name, "");
  await vi.advanceTimersByTimeAsync(1000);
  expect(page.writing.typed).toBe(false);
  expect(named("keep_draft").at(-1)?.args["edits"]).toEqual([]);
});

test("emptying what a new record begins with is a change, and is remembered", () => {
  const page = new CaseState(blankCase());
  const registered = { fieldId: "registered", subformId: null, entryId: null };
  page.set(fieldOf(page, "registered"), registered, "");
  expect(page.writing.typed).toBe(true);
  expect(page.writing.value(fieldOf(page, "registered"), registered)).toBeNull();
  expect(page.writing.sent).toEqual([{ ...registered, value: null, removed: false }]);
});

test("an entry to begin with is sent with what it begins with, once something is typed in it", () => {
  const view = blankCase();
  const entryId = view.beginEntries[0]?.entryId ?? "";
  const page = new CaseState(view);
  page.set(fieldOf(page, "clinic"), { fieldId: "clinic", subformId: "visits", entryId }, "Nour");
  const ofEntry = page.writing.sent.filter((edit) => edit.entryId === entryId);
  expect(ofEntry.map(({ fieldId, value }) => [fieldId, value])).toEqual([
    ["visited", "2026-05-12"],
    ["clinic", "Nour"],
  ]);
});

test("the default of a new entry may be left and come back to", async () => {
  const page = new CaseState(openCase(), "every_kind");
  app(page.view);
  page.edit();
  await page.addEntry(fieldOf(page, "visits"));
  const spot = { fieldId: "visited", subformId: "visits", entryId: "new-1" };
  const field = fieldOf(page, "visited");
  page.set(field, spot, "");
  expect(page.writing.value(field, spot)).toBeNull();
  page.set(field, spot, "2026-05-12");
  expect(page.edits).toEqual([{ ...spot, value: "2026-05-12", removed: false }]);
});

test("a draft of a new record is not begun anew, but has its open entries", () => {
  const edits = [{ ...edit, value: "Hawa" }];
  const view = { ...blankCase(), draft: { atMs: 1, edits } };
  const page = new CaseState(view);
  expect(page.writing.sent).toEqual(edits);
  expect(page.writing.newEntries("visits", null)).toHaveLength(1);
  const entry = { fieldId: "clinic", subformId: "visits", entryId: "x", value: "Nour", removed: false };
  const again = new CaseState({ ...view, draft: { atMs: 1, edits: [...edits, entry] } });
  expect(again.writing.newEntries("visits", null)).toEqual(["x"]);
});

test("throwing a new record's draft away leaves it as it began", async () => {
  const view = blankCase();
  app(view);
  const page = new CaseState(view);
  page.set(nameField(page), name, "Hawa");
  await page.discard();
  expect(page.writing.typed).toBe(false);
  expect(page.edits.some((one) => one.fieldId === "registered")).toBe(true);
});

test("a form whose condition does not hold is left out, unless one is on it or it has to be put right", async () => {
  const page = new CaseState(openCase(), "protection");
  app(page.view);
  await page.ready();
  page.edit();
  const ids = () => page.forms.map((form) => form.formId);
  expect(ids()).toContain("case_plan");
  page.set(fieldOf(page, "urgent"), { fieldId: "urgent", subformId: null, entryId: null }, true);
  await vi.advanceTimersByTimeAsync(60);
  expect(ids()).not.toContain("case_plan");
  page.errors = [{ fieldId: "aim", entryId: null, code: "text_too_long" }];
  expect(ids()).toContain("case_plan");
  page.errors = [];
  page.formAt = "case_plan";
  expect(ids()).toContain("case_plan");
});

test("the lists of options come before the page, and again when their mark changes", async () => {
  const view = openCase();
  app(view);
  const page = new CaseState(view);
  await page.ready();
  await page.ready();
  expect(named("option_lists")).toHaveLength(1);
  expect(options.of("sex")).toHaveLength(2);
  expect(options.of(null)).toEqual([]);
  await page.act(() => Promise.resolve({ ...view, listsMark: "2" }));
  expect(named("option_lists")).toHaveLength(2);
});

test("stopping shows what is saved; going on shows what follows from the draft", async () => {
  const page = new CaseState(openCase(), "every_kind");
  app(page.view);
  await page.ready();
  page.edit();
  page.set(fieldOf(page, "has_guardian"), { fieldId: "has_guardian", subformId: null, entryId: null }, false);
  await page.stop();
  expect(page.consequences.hidden.has("//guardian_name")).toBe(false);
  page.edit();
  await vi.advanceTimersByTimeAsync(60);
  expect(page.consequences.hidden.has("//guardian_name")).toBe(true);
});

test("only cases have referrals", () => {
  expect(new CaseState(openCase()).hasReferrals).toBe(true);
  expect(new CaseState({ ...openCase(), record: "family" }).hasReferrals).toBe(false);
  expect(new CaseState(blankCase()).hasReferrals).toBe(false);
});
