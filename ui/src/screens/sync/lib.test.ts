import { expect, test } from "vitest";
import type { SyncItemView } from "../../lib/bindings/SyncItemView";
import { byCase, goingOut, needsPerson, stateMark } from "./lib";

const item = (state: string): SyncItemView => ({
  caseId: "c",
  title: "Amina",
  state,
  reason: null,
  atMs: 0,
  count: 1,
});

test("every state stands in exactly one of the two lists", () => {
  for (const state of ["waiting", "pending", "refused", "ended", "late_edit", "something new"]) {
    expect(goingOut(item(state))).not.toBe(needsPerson(item(state)));
  }
  expect(goingOut(item("waiting"))).toBe(true);
  expect(needsPerson(item("refused"))).toBe(true);
});

test("an unknown state has a mark too", () => {
  expect(stateMark("something new")).toBe("alert");
  expect(stateMark("ended")).toBe("withheld");
});

test("changes and acts of one case go out on one line", () => {
  const other = { ...item("waiting"), caseId: "d" };
  const lines = byCase([item("pending"), other, { ...item("waiting"), atMs: 5, count: 3 }]);
  expect(lines).toEqual([{ ...item("waiting"), atMs: 5, count: 4 }, other]);
});
