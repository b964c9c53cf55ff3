import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, render } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import { answers } from "../../dev/answers";
import { openCase } from "../../dev/case";
import { entry, field } from "../../dev/make";
import { CaseState } from "./case.svelte";
import FormPane from "./FormPane.svelte";
import { focusSpot } from "./page";
import { onceDrawn } from "./pieces.svelte";

beforeEach(() => {
  mockIPC((command, payload) => {
    const { args } = payload as { args: never };
    return structuredClone(answers[command]?.(args));
  });
});

afterEach(() => {
  cleanup();
  clearMocks();
});

const inner = (nth: number) => field(`inner_${nth}`, "text_field", `Inner ${nth}`);
const rows = field("rows", "subform", "Rows", {
  entries: Array.from({ length: 90 }, (_, nth) => entry(`row-${nth}`, [inner(nth)])),
});
const questions = Array.from({ length: 90 }, (_, nth) => field(`q_${nth}`, "text_field", `Question ${nth}`));

async function open(fields: typeof questions): Promise<CaseState> {
  const view = openCase();
  const [form] = view.forms;
  if (!form) throw new Error("the demo case has changed");
  const page = new CaseState({ ...view, forms: [{ ...form, fields, mayWrite: true }] }, form.formId);
  await page.ready();
  page.edit();
  render(FormPane, { page, does: new Proxy({}, { get: () => () => undefined }) as never });
  return page;
}

const drawn = (selector: string) => document.querySelectorAll(selector).length;

test("a long form is drawn as far as it is seen, and then the rest", async () => {
  await open(questions);
  expect(drawn(".field")).toBeGreaterThan(10);
  expect(drawn(".field")).toBeLessThan(40);
  expect(await onceDrawn("[data-testid=field-q_89]")).not.toBeNull();
  expect(drawn(".field")).toBe(90);
  expect(drawn("[data-rest]")).toBe(0);
});

test("a long list of entries as well", async () => {
  await open([rows]);
  expect(drawn(".sub")).toBeLessThan(40);
  expect(await onceDrawn("[data-entry-id=row-89]")).not.toBeNull();
  expect(drawn(".sub")).toBe(90);
});

test("a question that is not drawn yet is gone to as soon as it is", async () => {
  await open(questions);
  await focusSpot({ fieldId: "q_89", entryId: null });
  expect(document.activeElement?.getAttribute("data-testid")).toBe("input-q_89");
});

test("what is on no form is not waited for for ever", async () => {
  await open(questions);
  expect(await onceDrawn("[data-testid=field-nowhere]")).toBeNull();
});
