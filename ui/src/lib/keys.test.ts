import { expect, test, vi } from "vitest";
import { chordOf, chordsNow, dispatchKey, isTyping, pushKeys } from "./keys";

const key = (init: KeyboardEventInit) =>
  new KeyboardEvent("keydown", { cancelable: true, bubbles: true, ...init });

test("letters go by place when the layout is not Latin", () => {
  expect(chordOf(key({ key: "e", code: "KeyE" }))).toBe("E");
  expect(chordOf(key({ key: "ث", code: "KeyE" }))).toBe("E");
  expect(chordOf(key({ key: "س", code: "KeyS", ctrlKey: true }))).toBe("Ctrl+S");
  expect(chordOf(key({ key: "S", code: "KeyS", ctrlKey: true, shiftKey: true }))).toBe("Ctrl+Shift+S");
  expect(chordOf(key({ key: "١", code: "Digit1" }))).toBe("1");
  expect(chordOf(key({ key: "؟", code: "Slash", shiftKey: true }))).toBe("?");
  expect(chordOf(key({ key: "ظ", code: "Slash" }))).toBe("/");
  expect(chordOf(key({ key: "ArrowDown", altKey: true }))).toBe("Alt+ArrowDown");
});

test("plain letters belong to whoever is typing", () => {
  const input = document.body.appendChild(document.createElement("input"));
  const edit = vi.fn();
  const save = vi.fn();
  const stop = pushKeys(() => ({ E: edit, "Ctrl+S": save }));
  window.addEventListener("keydown", dispatchKey);
  input.dispatchEvent(key({ key: "e" }));
  input.dispatchEvent(key({ key: "s", ctrlKey: true }));
  document.body.dispatchEvent(key({ key: "e" }));
  window.removeEventListener("keydown", dispatchKey);
  stop();
  expect(isTyping(input)).toBe(true);
  expect(edit).toHaveBeenCalledTimes(1);
  expect(save).toHaveBeenCalledTimes(1);
});

test("a dialog hides the keys of the screen below", () => {
  const below = vi.fn();
  const above = vi.fn();
  const stopBelow = pushKeys(() => ({ E: below, Escape: below }));
  const stopAbove = pushKeys(() => ({ Escape: above }), { modal: true });
  dispatchKey(key({ key: "e" }));
  dispatchKey(key({ key: "Escape" }));
  stopAbove();
  dispatchKey(key({ key: "e" }));
  stopBelow();
  expect(above).toHaveBeenCalledTimes(1);
  expect(below).toHaveBeenCalledTimes(1);
});

test("what works everywhere works in front of a dialog as well", () => {
  const help = vi.fn();
  const lock = vi.fn();
  const stops = [
    pushKeys(() => ({ F1: help }), { always: true }),
    pushKeys(() => ({ "Ctrl+L": lock })),
    pushKeys(() => ({ Escape: vi.fn() }), { modal: true }),
  ];
  dispatchKey(key({ key: "F1" }));
  dispatchKey(key({ key: "l", ctrlKey: true }));
  expect(chordsNow()).toEqual(["Escape", "F1"]);
  for (const stop of stops) stop();
  expect(help).toHaveBeenCalledTimes(1);
  expect(lock).not.toHaveBeenCalled();
});
