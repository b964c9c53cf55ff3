import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EditRequest } from "../../lib/bindings/EditRequest";
import { Likely } from "./likely.svelte";

let asked: { edits: EditRequest[]; give: (found: unknown) => void }[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  mockIPC((_, payload) => {
    const { edits } = (payload as { args: { edits: EditRequest[] } }).args;
    return new Promise((give) => asked.push({ edits, give }));
  });
});

afterEach(() => {
  vi.useRealTimers();
  clearMocks();
});

const typed = (value: string): EditRequest[] => [
  { fieldId: "name", value, subformId: null, entryId: null, removed: false },
];

test("it is asked once the typing pauses", async () => {
  const likely = new Likely();
  likely.later(typed("Am"));
  await vi.advanceTimersByTimeAsync(149);
  likely.later(typed("Ami"));
  await vi.advanceTimersByTimeAsync(149);
  expect(asked).toHaveLength(0);
  expect(likely.pending).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked.map(({ edits }) => edits[0]?.value)).toEqual(["Ami"]);
});

test("an answer that comes after a later question is dropped, in whatever order they come", async () => {
  const likely = new Likely();
  likely.later(typed("Am"));
  await vi.advanceTimersByTimeAsync(150);
  likely.later(typed("Amina"));
  await vi.advanceTimersByTimeAsync(150);
  asked[1]?.give(["of Amina"]);
  await vi.advanceTimersByTimeAsync(0);
  asked[0]?.give(["of Am"]);
  await vi.advanceTimersByTimeAsync(0);
  expect(likely.found).toEqual(["of Amina"]);
  expect(likely.pending).toBe(false);
});

test("nothing typed is not asked about, and what is on its way is not heard", async () => {
  const likely = new Likely();
  likely.later(typed("Am"));
  await vi.advanceTimersByTimeAsync(150);
  likely.later([]);
  asked[0]?.give(["of Am"]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(likely.found).toBeNull();
  expect(asked).toHaveLength(1);
});
