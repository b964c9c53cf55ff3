import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { OptionsRequest } from "../../lib/bindings/OptionsRequest";
import { options } from "../../lib/options.svelte";
import { Finder } from "./finder.svelte";

let asked: { request: OptionsRequest; give: (found: unknown) => void }[] = [];
const place = (id: string) => ({ id, label: `Place ${id}`, detail: "Northern" });

beforeEach(async () => {
  vi.useFakeTimers();
  asked = [];
  options.forget();
  mockIPC((command, payload) => {
    if (command === "option_lists") return { mark: "1", lists: { sex: [] }, long: ["location"] };
    const request = (payload as { args: OptionsRequest }).args;
    return new Promise((give) => asked.push({ request, give }));
  });
  await options.ready("1");
});

afterEach(() => {
  vi.useRealTimers();
  clearMocks();
});

const searches = () => asked.map(({ request }) => request.search);

test("the app is asked once the typing pauses, and for no more than one can look through", async () => {
  const finder = new Finder(() => "location");
  finder.seek("u");
  finder.seek("um");
  await vi.advanceTimersByTimeAsync(80);
  expect(asked.map(({ request }) => request)).toEqual([
    { list: "location", search: "um", limit: 50, ids: [] },
  ]);
  expect(finder.settled).toBe(false);
  asked[0]?.give([place("a")]);
  await vi.advanceTimersByTimeAsync(0);
  expect([finder.settled, finder.found.length]).toEqual([true, 1]);
});

test("an answer to letters that were typed over is dropped", async () => {
  const finder = new Finder(() => "location");
  finder.seek("u");
  await vi.advanceTimersByTimeAsync(80);
  finder.seek("um");
  await vi.advanceTimersByTimeAsync(80);
  asked[1]?.give([place("um")]);
  await vi.advanceTimersByTimeAsync(0);
  asked[0]?.give([place("u")]);
  await vi.advanceTimersByTimeAsync(0);
  expect(searches()).toEqual(["u", "um"]);
  expect(finder.found.map(({ id }) => id)).toEqual(["um"]);
});

test("who will not wait has the answer at once, and only one", async () => {
  const finder = new Finder(() => "location");
  finder.seek("um");
  const now = finder.now();
  asked[0]?.give([place("um")]);
  await now;
  expect(finder.settled).toBe(true);
  await finder.now();
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(1);
  finder.stop();
  expect(finder.found).toEqual([]);
});

test("labels of chosen places are asked for once, together, and known from what was found", async () => {
  const around = (...ids: string[]) => options.around("location", () => ids).map(({ label }) => label);
  expect(around("a", "b", "a")).toEqual([]);
  expect(around("c")).toEqual([]);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.map(({ request }) => request.ids)).toEqual([["a", "b", "c"]]);
  asked[0]?.give([place("a"), place("b")]);
  await vi.advanceTimersByTimeAsync(0);
  expect(around("a", "b", "a")).toEqual(["Place a", "Place b"]);
  expect(around("c")).toEqual([]);
  options.meet("location", [place("d")]);
  expect(around("d")).toEqual(["Place d"]);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toHaveLength(1);
  expect([options.isLong("location"), options.isLong("sex"), options.isLong(null)]).toEqual([
    true,
    false,
    false,
  ]);
});

test("a list that changed forgets its labels, and an answer about the old one is not heard", async () => {
  options.around("location", () => ["a"]);
  await vi.advanceTimersByTimeAsync(0);
  options.forget();
  asked[0]?.give([place("a")]);
  await vi.advanceTimersByTimeAsync(0);
  await options.ready("2");
  expect(options.around("location", () => ["a"])).toEqual([]);
});
