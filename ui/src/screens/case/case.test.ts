import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EditRequest } from "../../lib/bindings/EditRequest";
import { openCase } from "../../dev/case";
import { CaseState } from "./case.svelte";

const name = { fieldId: "name", subformId: null, entryId: null };
const edit: EditRequest = { ...name, value: "Amina", removed: false };
let calls: { command: string; args: Record<string, unknown> }[] = [];
let answer: (command: string) => unknown = () => null;

beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  answer = () => null;
  mockIPC((command, payload) => {
    calls.push({ command, args: (payload as { args: Record<string, unknown> }).args });
    return answer(command);
  });
});

afterEach(() => {
  vi.useRealTimers();
  clearMocks();
});

const named = (command: string) => calls.filter((call) => call.command === command);

function nameField(page: CaseState) {
  const field = page.form?.fields.find((one) => one.fieldId === "name");
  if (!field) throw new Error("the demo case has changed");
  return field;
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
  expect(page.value(nameField(page), name)).toBe("Amina");
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

test("no draft comes after the save that used it up", async () => {
  answer = (command) => (command === "save_case" ? { caseId: "c", caseIdDisplay: "C", errors: [] } : null);
  const page = new CaseState(openCase());
  page.edit();
  page.set(nameField(page), name, "Amina");
  expect((await page.save())?.caseIdDisplay).toBe("C");
  await vi.advanceTimersByTimeAsync(1000);
  expect(calls.map((call) => call.command)).toEqual(["keep_draft", "save_case"]);
  expect(page.edits).toEqual([]);
});

test("what does not fit stays typed, with its error until it is touched", async () => {
  const errors = [{ fieldId: "name", entryId: null, code: "text_too_long" }];
  answer = (command) => (command === "save_case" ? { caseId: "c", caseIdDisplay: "C", errors } : null);
  const page = new CaseState(openCase());
  page.edit();
  page.set(nameField(page), name, "Amina");
  expect(await page.save()).toBeNull();
  expect(page.errors).toEqual(errors);
  expect(page.edits).toEqual([edit]);
  page.set(nameField(page), name, "Am");
  expect(page.errors).toEqual([]);
});

test("a draft that cannot be kept holds one back from leaving, until it is thrown away", async () => {
  const page = new CaseState(openCase());
  page.edit();
  page.set(nameField(page), name, "Amina");
  answer = () => {
    throw new Error("disk");
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
  answer = (command) => (command === "new_entry_id" ? "e9" : null);
  const page = new CaseState(openCase(), "protection");
  page.edit();
  const subform = page.form?.fields.find((field) => field.kind === "subform");
  if (!subform) throw new Error("the demo case has changed");
  await page.addEntry(subform);
  expect(page.entriesBegun(subform)).toEqual(["e9"]);
  page.removeEntry(subform, "e9");
  expect(page.entriesBegun(subform)).toEqual([]);
  page.removeEntry(subform, "e1");
  expect(page.edits).toEqual([
    { fieldId: null, value: null, subformId: "each_concern", entryId: "e1", removed: true },
  ]);
});
