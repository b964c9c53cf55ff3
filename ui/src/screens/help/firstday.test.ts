import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import App from "../../App.svelte";
import { answers } from "../../dev/answers";
import type { Answered } from "../../lib/bridge";
import { frame } from "../../lib/frame.svelte";
import { door } from "../signin/door.svelte";
import { isOtherSpelling, steps, Watch, type Step } from "./steps";

// Other work may share the machine.
configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  called = [];
  mockIPC((command, payload) => {
    called.push(command);
    const answer = answers[command];
    if (!answer) throw new Error(command);
    return structuredClone(answer((payload as { args: never }).args));
  });
});

afterEach(() => {
  cleanup();
  answers["lock"]?.({} as never);
  clearMocks();
  frame.session = null;
  frame.enter({ screen: "cases", record: "case" });
  door.locked = null;
});

/** Commands in the order in which the app was asked. */
let called: string[] = [];

const click = async (testid: string) => fireEvent.click(await screen.findByTestId(testid));
const isTicked = (step: Step) => screen.getByTestId<HTMLInputElement>(`first-day-${step}`).checked;

async function enter(person: string): Promise<void> {
  await click(`signin-person-${person}`);
  await password();
}

async function password(): Promise<void> {
  await fireEvent.input(screen.getByTestId("signin-password"), { target: { value: "right" } });
  await click("signin-submit");
  await screen.findByTestId("nav-cases");
}

async function showSteps(): Promise<void> {
  await click("help");
  await click("sheet-first-day");
  await screen.findByTestId("first-day");
}

/** An answer of the app, as far as the window looks at it. */
const answered = (name: string, args: object, answer: unknown) => ({ name, args, answer }) as Answered;

test("what the window sees ticks itself, what it does not one ticks by hand, and a lock forgets nothing", async () => {
  render(App);
  await enter("salma.idris");
  await showSteps();
  expect(steps.filter(({ id }) => isTicked(id))).toEqual([]);
  await click("nav-cases");
  await fireEvent.click((await screen.findAllByTestId("case-row"))[0] as HTMLElement);
  await screen.findByTestId("edit");
  await waitFor(() => {
    expect(isTicked("open")).toBe(true);
  });
  await click("nav-sync");
  await click("sync-now");
  await waitFor(() => {
    expect(isTicked("sync")).toBe(true);
  });
  await click("first-day-write");
  await click("first-day-open");
  expect(steps.filter(({ id }) => isTicked(id)).map(({ id }) => id)).toEqual(["write", "sync"]);
  expect(screen.getByTestId("first-day-done").textContent).toMatch(/2.* of .*8/);

  await click("lock");
  await screen.findByTestId("locked");
  expect(called.slice(called.lastIndexOf("keep_first_day"))).toContain("lock");
  expect(screen.queryByTestId("first-day")).toBeNull();
  await fireEvent.input(screen.getByTestId("signin-password"), { target: { value: "right" } });
  await click("signin-submit");
  await showSteps();
  expect(steps.filter(({ id }) => isTicked(id)).map(({ id }) => id)).toEqual(["write", "sync", "lock"]);
});

test("another person on this laptop begins a first day of their own", async () => {
  render(App);
  await enter("tesfaye.bekele");
  await showSteps();
  await click("first-day-refer");
  await click("lock");
  await click("switch-person");
  await enter("daniel.okot");
  await showSteps();
  expect(isTicked("refer")).toBe(false);
  expect(isTicked("lock")).toBe(false);
});

test("a window that locks by itself ticks nothing", async () => {
  render(App);
  await enter("daniel.okot");
  await door.lock(10);
  await screen.findByTestId("locked");
  await password();
  await showSteps();
  expect(isTicked("lock")).toBe(false);
});

test("Today offers it until it is put away, and Help has it still", async () => {
  render(App);
  await enter("tesfaye.bekele");
  await click("nav-today");
  await click("first-day-show");
  expect((await screen.findByTestId("first-day")).textContent).toContain("training programme");
  await click("first-day-away");
  expect(screen.queryByTestId("first-day-offer")).toBeNull();
  await click("nav-cases");
  await click("nav-today");
  await screen.findByTestId("today-overdue");
  expect(screen.queryByTestId("first-day-offer")).toBeNull();
  await showSteps();
});

test("nothing of it is written down anywhere", async () => {
  const written = vi.spyOn(Storage.prototype, "setItem");
  render(App);
  await enter("salma.idris");
  await showSteps();
  await click("first-day-refer");
  expect(written).not.toHaveBeenCalled();
  expect(localStorage.length + sessionStorage.length).toBe(0);
});

test("another spelling is one that does not stand in the name", () => {
  const row = { name: "Mohamed Amin Abdalla", caseIdDisplay: "7A20F4C" };
  expect(isOtherSpelling("Muhammad", row)).toBe(true);
  expect(isOtherSpelling("amin muhamed", row)).toBe(true);
  expect(isOtherSpelling("محمد", row)).toBe(true);
  expect(isOtherSpelling("MOHAMED am", row)).toBe(false);
  expect(isOtherSpelling("7a20", row)).toBe(false);
  expect(isOtherSpelling("", row)).toBe(false);
  expect(isOtherSpelling("Muhammad", { ...row, name: null })).toBe(false);
});

test("a child counts as found when the case that another spelling found is opened", () => {
  const watch = new Watch();
  const rows = [{ caseId: "c1", name: "Mohamed Amin", caseIdDisplay: "7A20F4C" }];
  const open = answered("open_case", { caseId: "c1" }, { draft: null });
  watch.see(answered("list_cases", { record: "case", search: "Mohamed" }, { total: 1, rows }));
  expect(watch.see(open)).toEqual(["open"]);
  watch.see(answered("list_cases", { record: "case", search: "Muhamad" }, { total: 1, rows }));
  expect(watch.see(open)).toEqual(["open", "find"]);
});

test("a draft is seen again when its page was left in between", () => {
  const watch = new Watch();
  const edits = [{ fieldId: "name", value: "Hawa" }];
  const open = answered("open_case", { caseId: "c1" }, { draft: { atMs: 1, edits } });
  watch.see(answered("keep_draft", { caseId: "c1", edits }, null));
  watch.at("case");
  expect(watch.see(open)).toEqual(["open"]);
  watch.at("cases");
  expect(watch.see(open)).toEqual(["open", "draft"]);
  watch.see(answered("keep_draft", { caseId: "c1", edits: [] }, null));
  watch.at("cases");
  expect(watch.see(open)).toEqual(["open"]);
});

test("saving counts when it saved: a new case as registered, one that was there as written in", () => {
  const watch = new Watch();
  const saved = { errors: [], likely: [] };
  const args = { caseId: null, record: "case" };
  expect(watch.see(answered("save_case", args, { ...saved, errors: [{}] }))).toEqual([]);
  expect(watch.see(answered("save_case", args, { ...saved, likely: [{}] }))).toEqual([]);
  expect(watch.see(answered("save_case", args, saved))).toEqual(["register"]);
  expect(watch.see(answered("save_case", { ...args, record: "family" }, saved))).toEqual([]);
  expect(watch.see(answered("save_case", { ...args, caseId: "c1" }, saved))).toEqual(["write"]);
  expect(watch.see(answered("refer", {}, {}))).toEqual(["refer"]);
});
