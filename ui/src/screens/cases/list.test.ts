import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CaseListRequest } from "../../lib/bindings/CaseListRequest";
import { oneOf } from "./lib";
import { listOf } from "./list.svelte";

const list = listOf("case");
let asked: CaseListRequest[] = [];
/** Milliseconds until the answer to a search. */
let delays: Record<string, number> = {};

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  delays = {};
  mockIPC(async (command, payload) => {
    if (command === "list_choices") return { saved: [], columns: [] };
    if (command === "list_keys") return [{ key: "@age", label: "Age" }];
    const request = (payload as { args: CaseListRequest }).args;
    asked.push(request);
    await new Promise((later) => setTimeout(later, delays[request.search] ?? 0));
    return { total: 1000, rows: [{ caseId: `${request.search}/${request.offset}` }], said: [], columns: [] };
  });
});

afterEach(() => {
  vi.useRealTimers();
  clearMocks();
});

test("asks once when the typing pauses", async () => {
  list.ask({ search: "a" });
  list.ask({ search: "am" });
  await vi.advanceTimersByTimeAsync(100);
  expect(asked.map((request) => request.search)).toEqual(["am"]);
  expect(list.row(0)?.caseId).toBe("am/0");
});

test("drops an answer that a newer question has overtaken", async () => {
  delays = { slow: 500, fast: 10 };
  list.ask({ search: "slow" });
  await vi.advanceTimersByTimeAsync(100);
  list.ask({ search: "fast" });
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(2);
  expect(list.row(0)?.caseId).toBe("fast/0");
});

test("fetches the rows where scrolling comes to rest, not those that fly past", async () => {
  list.ask({ search: "scroll" });
  await vi.advanceTimersByTimeAsync(100);
  list.show({ first: 300, last: 320 });
  list.show({ first: 700, last: 720 });
  await vi.advanceTimersByTimeAsync(100);
  expect(asked.map((request) => request.offset)).toEqual([0, 700]);
  expect(list.row(700)?.caseId).toBe("scroll/700");
});

test("another person begins with a list of their own", async () => {
  list.begin("salma");
  await vi.advanceTimersByTimeAsync(0);
  expect(list.keys).toHaveLength(1);
  list.ask({ search: "amina" });
  await vi.advanceTimersByTimeAsync(100);
  list.begin("daniel");
  expect(list.search).toBe("");
  expect(list.row(0)).toBeUndefined();
  await vi.advanceTimersByTimeAsync(100);
});

test("each type of records has a list of its own, which is still there when one comes back", async () => {
  list.begin("daniel");
  list.ask({ search: "amina" });
  list.scrollTop = 320;
  const families = listOf("family");
  families.begin("daniel");
  await vi.advanceTimersByTimeAsync(100);
  expect(asked.map(({ record, search }) => [record, search])).toEqual([
    ["case", ""],
    ["family", ""],
    ["case", "amina"],
  ]);
  expect(listOf("case").search).toBe("amina");
  expect(listOf("case").scrollTop).toBe(320);
  expect(families.all).toBe(1000);
});

test("a number opens the list of exactly what it counts, whatever was sought before", async () => {
  list.begin("daniel");
  list.ask({ search: "amina" });
  await vi.advanceTimersByTimeAsync(100);
  const clauses = [oneOf("risk_level", "high")];
  list.open("daniel", clauses);
  await vi.advanceTimersByTimeAsync(100);
  expect(asked.at(-1)).toMatchObject({ search: "", clauses, offset: 0 });
});
