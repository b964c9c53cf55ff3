import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchIdle } from "./lib";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("locks after the minutes without a key, and not before", () => {
  const lock = vi.fn();
  const stop = watchIdle(10, lock);
  vi.advanceTimersByTime(9 * 60_000);
  window.dispatchEvent(new KeyboardEvent("keydown"));
  vi.advanceTimersByTime(9 * 60_000);
  expect(lock).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(lock).toHaveBeenCalled();
  stop();
});

test("stops watching", () => {
  const lock = vi.fn();
  watchIdle(1, lock)();
  vi.advanceTimersByTime(5 * 60_000);
  expect(lock).not.toHaveBeenCalled();
});
