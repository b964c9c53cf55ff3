import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import { answers } from "../../../dev/answers";
import { openCase } from "../../../dev/case";
import { changeOf, formAsItWas, lineOf, wasOf } from "../../../dev/history";
import type { HistoryRequest } from "../../../lib/bindings/HistoryRequest";
import { dispatchKey } from "../../../lib/keys";
import { CaseState } from "../case.svelte";
import History from "./History.svelte";
import { HistoryState } from "./history.svelte";
import { ACTS, askForm, everything, groupsOf, markOf, onlyDiffering, standWords } from "./lib";

let calls: { command: string; args: Record<string, unknown> }[] = [];

beforeEach(() => {
  calls = [];
  window.addEventListener("keydown", dispatchKey);
  Element.prototype.scrollIntoView = () => undefined;
  mockIPC((command, payload) => {
    const args = (payload as { args: Record<string, unknown> }).args;
    calls.push({ command, args });
    return answers[command]?.(args as never);
  });
});

afterEach(() => {
  cleanup();
  window.removeEventListener("keydown", dispatchKey);
  clearMocks();
});

const asked = () =>
  calls.filter(({ command }) => command === "history").map(({ args }) => args as HistoryRequest);

test("lines written together on one laptop stand under one heading, each with its place", () => {
  const one = { ...lineOf("1", "a", 1), device: 2 };
  const lines = [one, one, { ...one, device: 3 }, { ...one, author: "b" }, { ...one, atMs: 0 }];
  expect(groupsOf(lines).map((group) => group.lines.map(({ index }) => index))).toEqual([
    [0, 1],
    [2],
    [3],
    [4],
  ]);
});

test("a question about another form asks no more for a field of the one before", () => {
  const field = { ...everything, form: "a", field: "b", person: "c" };
  expect(askForm(field, "d")).toEqual({ ...everything, form: "d", person: "c" });
  expect(askForm(field, ACTS)).toEqual({ ...everything, acts: true, person: "c" });
  expect(askForm({ ...everything, acts: true }, "")).toEqual(everything);
});

test("a line says when two values stood and when they did no more", () => {
  const words = (stand: string | null, others: string[]) =>
    standWords(changeOf("Name", "a", "b", { stand, others }))?.replaceAll(/[\u2068\u2069]/g, "");
  expect(words(null, [])).toBeUndefined();
  expect(words("parted", ["c"])).toBe("Two values stood from here on. Beside this one: c");
  expect(words("settled", ["c", ""])).toBe("One value again. Until here there was also: c, Emptied");
  expect(words("parted", [])).toMatch(/^One person removed this/);
  const line = lineOf("1", "a", 1);
  expect(markOf({ ...line, change: changeOf("Name", "a", "b", { stand: "apart" }) })).toBe("two");
  expect(markOf({ ...line, change: changeOf("Name", "a", "b") })).toBeNull();
});

test("only what differs is what differs, down to the fields of entries", () => {
  const [same, other] = [wasOf("a", "A", ["1"], ["1"]), wasOf("b", "B", ["1"], ["2"])];
  const entry = (state: "same" | "changed" | "gone") => ({
    entryId: state,
    headline: "",
    state,
    fields: [same, other],
  });
  const subform = {
    ...wasOf("s", "S", [], []),
    differs: true,
    entries: (["same", "changed", "gone"] as const).map(entry),
  };
  const [first, second] = onlyDiffering([same, other, subform]);
  expect(first?.fieldId).toBe("b");
  expect(second?.entries.map(({ state, fields }) => [state, fields.length])).toEqual([
    ["changed", 1],
    ["gone", 2],
  ]);
});

test("keys go on over the end of a page, and no page is longer than a hundred lines", async () => {
  mockIPC((_, payload) => {
    const { offset, limit } = (payload as { args: HistoryRequest }).args;
    calls.push({ command: "history", args: { offset, limit } });
    const lines = Array.from({ length: Math.min(limit, 130 - offset) }, (_, nth) =>
      lineOf(String(offset + nth), "a", 1),
    );
    return { lines, total: 130, all: 130, forms: [], fields: [], people: [], acts: false };
  });
  const log = new HistoryState(() => "case-0");
  await log.load();
  expect([log.view?.lines.length, log.hasNewer, log.hasOlder]).toEqual([100, false, true]);
  await log.move(1000);
  expect(log.at).toBe(99);
  await log.move(1);
  expect([log.offset, log.at, log.view?.lines.length]).toEqual([100, 0, 30]);
  expect(await log.move(1000)).toBe(true);
  expect(await log.move(1)).toBe(false);
  log.at = 0;
  await log.move(-1);
  expect([log.offset, log.at]).toEqual([0, 99]);
  expect(calls.every(({ args }) => (args["limit"] as number) <= 100)).toBe(true);
});

test("what is chosen is asked of the app, and everything is one click away", async () => {
  const page = new CaseState(openCase());
  page.historyOf = "services";
  render(History, { page });
  await waitFor(() => screen.getByTestId("history-everything"));
  expect(asked().at(-1)).toMatchObject({
    form: "services",
    field: null,
    person: null,
    acts: false,
    offset: 0,
  });
  expect(screen.getAllByTestId("history-line")).toHaveLength(1);
  await fireEvent.change(screen.getByTestId("history-form"), { target: { value: ACTS } });
  await waitFor(() => {
    expect(asked().at(-1)).toMatchObject({ form: null, acts: true });
  });
  await fireEvent.click(screen.getByTestId("history-everything"));
  await waitFor(() => {
    expect(screen.getAllByTestId("history-line")).toHaveLength(6);
  });
  expect(screen.queryByTestId("history-everything")).toBeNull();
});

test("by keys alone one sees the form as it was and puts an old value back, after being asked", async () => {
  const page = new CaseState(openCase());
  render(History, { page });
  await waitFor(() => {
    expect(document.activeElement?.getAttribute("aria-expanded")).toBe("false");
  });
  await fireEvent.keyDown(document.activeElement ?? document.body, { key: "ArrowDown" });
  await waitFor(() => {
    expect(document.activeElement?.closest("[data-line]")?.getAttribute("data-line")).toBe("2.b.4");
  });
  await fireEvent.click(document.activeElement ?? document.body);
  await fireEvent.click(screen.getByTestId("history-was"));
  const form = await screen.findByTestId("as-it-was");
  await waitFor(() => within(form).getByTestId("was-address_current"));
  expect(within(form).getByTestId("was-address_current").dataset["differs"]).toBe("true");
  expect(within(form).getByTestId("was-name").dataset["differs"]).toBe("false");
  expect(calls.find(({ command }) => command === "as_it_was")?.args).toMatchObject({
    formId: "basic_identity",
    lineId: "2.b.4",
  });
  await fireEvent.click(screen.getByTestId("was-only"));
  expect(within(form).queryByTestId("was-name")).toBeNull();
  expect(formAsItWas().differing).toBe(2);
  await fireEvent.keyDown(document.body, { key: "Escape" });

  await fireEvent.click(screen.getByTestId("history-put-back"));
  expect(screen.getByTestId("put-back-now").textContent).toContain("Block F, tent 12");
  expect(screen.getByTestId("put-back-then").textContent).toContain("Reception tent");
  expect(calls.some(({ command }) => command === "resolve_field")).toBe(false);
  await fireEvent.keyDown(document.body, { key: "Enter", ctrlKey: true });
  await waitFor(() => {
    expect(calls.find(({ command }) => command === "resolve_field")?.args).toMatchObject({
      fieldId: "address_current",
      entryId: null,
      value: "Reception tent",
    });
  });
  // The log is asked again: it has a line more.
  await waitFor(() => {
    expect(asked().length).toBeGreaterThan(1);
  });
});
