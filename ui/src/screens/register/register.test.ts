import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { blankCase, openCase } from "../../dev/case";
import type { CaseView } from "../../lib/bindings/CaseView";
import type { ValueView } from "../../lib/bindings/ValueView";
import { CaseState } from "../case/case.svelte";
import { fieldsOf, hintsFor, stepsOf } from "./lib";
import { Register, registerOf } from "./register.svelte";

let found: unknown[] = [];
/** What the app says of registering now. */
let refused: string | null = null;
let calls: { command: string; args: Record<string, unknown> }[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  [found, calls, refused] = [[], [], null];
  mockIPC((command, payload) => {
    const { args } = payload as { args: Record<string, unknown> };
    calls.push({ command, args });
    if (command === "likely_cases") return found;
    if (command === "save_case") return { caseId: "c", caseIdDisplay: "C", errors: [], likely: [] };
    return command === "consequences" ? { ...openCase().consequences, refused } : null;
  });
});

afterEach(() => {
  vi.useRealTimers();
  clearMocks();
});

const child = (caseId: string) => ({ row: { caseId }, same: ["name"] });

function asking(more: Partial<NonNullable<CaseView["registration"]>> = {}): CaseView {
  const registration = { lookBy: ["name", "sex"], askFirst: ["consent_basis"], maySkip: true, ...more };
  return { ...blankCase(), registration };
}

function type(page: CaseState, fieldId: string, value: ValueView): void {
  const field = page.view.forms.flatMap((form) => form.fields).find((one) => one.fieldId === fieldId);
  if (!field) throw new Error("the demo case has changed");
  page.set(field, { fieldId, subformId: null, entryId: null }, value);
}

test("only a new case has steps, and a draft goes straight to the forms", () => {
  expect(registerOf(new CaseState(openCase()))).toBeNull();
  const draft = {
    atMs: 1,
    edits: [{ fieldId: "name", value: "Hawa", subformId: null, entryId: null, removed: false }],
  };
  expect(registerOf(new CaseState({ ...asking(), draft }))?.step).toBe("forms");
  expect(registerOf(new CaseState(asking()))?.step).toBe("look");
});

test("a step that asks nothing on these forms is left out", () => {
  expect(stepsOf(asking())).toEqual(["look", "ask", "forms"]);
  expect(stepsOf(asking({ lookBy: [] }))).toEqual(["ask", "forms"]);
  expect(stepsOf(asking({ askFirst: ["not_on_any_form"] }))).toEqual(["look", "forms"]);
  expect(fieldsOf(asking(), "look").map((field) => field.fieldId)).toEqual(["name", "sex"]);
  expect(new Register(new CaseState(asking({ lookBy: [], askFirst: [] }))).step).toBe("forms");
});

test("one goes on and back, and what was typed stays", async () => {
  const page = new CaseState(asking());
  const register = new Register(page);
  expect([register.isFirst, register.back()]).toEqual([true, false]);
  type(page, "name", "Hawa");
  await register.next();
  expect([register.step, register.isFirst]).toEqual(["ask", false]);
  register.back();
  expect(register.step).toBe("look");
  await register.next();
  await register.next();
  expect(register.onForms).toBe(true);
  expect(await register.next()).toBe(false);
  register.goBackTo("look");
  expect(register.step).toBe("look");
  register.goBackTo("forms");
  expect(register.step).toBe("look");
  expect(page.edits.find((edit) => edit.fieldId === "name")?.value).toBe("Hawa");
});

test("where nothing may be skipped, consent is answered before the forms", async () => {
  const page = new CaseState(asking({ maySkip: false }));
  const register = new Register(page);
  expect(register.skip()).toBe(false);
  expect(await register.next()).toBe(true);
  refused = "consent_first";
  expect(await register.next()).toBe(false);
  expect([register.step, register.blocked]).toEqual(["ask", "consent_first"]);
  type(page, "consent_basis", "vital");
  refused = null;
  expect(await register.next()).toBe(true);
  expect(register.onForms).toBe(true);
});

test("who goes on past the children found has ruled them out; who skips has not", async () => {
  const page = new CaseState(asking());
  const register = new Register(page);
  register.likely.found = [child("a"), child("b")] as never;
  register.skip();
  type(page, "name", "Hawa");
  await page.save();
  register.begin();
  register.likely.found = [child("a"), child("b")] as never;
  await register.next();
  type(page, "name", "Hawa");
  await page.save();
  const ruledOut = calls.filter(({ command }) => command === "save_case").map(({ args }) => args["ruledOut"]);
  expect(ruledOut).toEqual([[], ["a", "b"]]);
});

test("children who are found only while one goes on are shown first", async () => {
  const page = new CaseState(asking());
  const register = new Register(page);
  type(page, "name", "Hawa");
  register.likely.later(page.writing.sent);
  found = [child("a")];
  expect(await register.next()).toBe(false);
  expect([register.step, register.likely.found?.length]).toEqual(["look", 1]);
  expect(await register.next()).toBe(true);
});

test("throwing the draft away begins anew", async () => {
  const page = new CaseState(asking());
  const register = new Register(page);
  type(page, "name", "Hawa");
  register.skip();
  await page.discard();
  register.begin();
  expect([register.step, page.writing.typed]).toEqual(["look", false]);
});

test("the key line says how to go back only where there is something to go back to", () => {
  const keys = (isFirst: boolean) => hintsFor(isFirst).flatMap((hint) => hint.keys);
  expect(keys(true)).not.toContain("Alt ↑");
  expect(keys(false)).toContain("Alt ↑");
});
