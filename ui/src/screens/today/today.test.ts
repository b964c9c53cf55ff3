import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import { answers } from "../../dev/answers";
import { aDay } from "../../dev/today";
import type { SessionView } from "../../lib/bindings/SessionView";
import type { TodayView } from "../../lib/bindings/TodayView";
import { frame } from "../../lib/frame.svelte";
import { dispatchKey } from "../../lib/keys";
import Today from "./Today.svelte";

let day: TodayView;

beforeEach(() => {
  day = aDay();
  window.addEventListener("keydown", dispatchKey);
  Element.prototype.scrollIntoView = () => undefined;
  mockIPC((command, payload) =>
    command === "today" ? day : answers[command]?.((payload as { args: never }).args),
  );
});

afterEach(() => {
  cleanup();
  window.removeEventListener("keydown", dispatchKey);
  clearMocks();
  frame.enter({ screen: "cases", record: "case" });
});

const session = () =>
  answers["sign_in"]?.({ userName: "salma.idris", password: "right" } as never) as SessionView;

test("two tasks that read the same are two lines, and the keys go through all of them", async () => {
  const [first] = day.tasks;
  if (first) day.tasks = [first, first];
  day.overdue = 2;
  render(Today, { session: session() });
  const overdue = await screen.findByTestId("today-overdue");
  expect(overdue.querySelectorAll(".item")).toHaveLength(2);
  expect(screen.getByTestId("today-count-overdue").textContent).toBe("2");
  await fireEvent.keyDown(document.body, { key: "ArrowDown" });
  await fireEvent.keyDown(document.body, { key: "Enter" });
  expect(frame.place).toMatchObject({ screen: "case", caseId: first?.caseId, formId: first?.formId });
});

test("a flag opens its case at its flags", async () => {
  render(Today, { session: session() });
  const flags = await screen.findByTestId("today-flags");
  await fireEvent.click(flags.querySelector("button") as HTMLElement);
  expect(frame.place).toEqual({ screen: "case", caseId: day.flags[0]?.caseId, panel: "flags" });
});
