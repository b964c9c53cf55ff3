import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answers } from "../../dev/answers";
import { frame } from "../../lib/frame.svelte";
import { dispatchKey } from "../../lib/keys";
import Beyond from "./Beyond.svelte";

let commands: string[] = [];
let failing: string | null = null;
const onclose = vi.fn();

beforeEach(() => {
  commands = [];
  failing = null;
  onclose.mockClear();
  window.addEventListener("keydown", dispatchKey);
  mockIPC((command, payload) => {
    commands.push(command);
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- as the bridge rejects
    if (command === failing) throw { code: "relay_unreachable", args: {} };
    return answers[command]?.((payload as { args: never }).args);
  });
});

afterEach(() => {
  cleanup();
  window.removeEventListener("keydown", dispatchKey);
  clearMocks();
  frame.enter({ screen: "cases", record: "case" });
});

async function search(query: string): Promise<void> {
  render(Beyond, { begin: "", onclose });
  await fireEvent.input(screen.getByTestId("beyond-query"), { target: { value: query } });
  expect(commands).toEqual([]);
  await fireEvent.click(screen.getByTestId("beyond-search"));
}

const press = (key: string, ctrlKey = false) => fireEvent.keyDown(document.body, { key, ctrlKey });

test("who is not found is said so, and what failed says that nothing was sent", async () => {
  await search("Zeinab");
  expect(await screen.findByTestId("beyond-none")).toBeTruthy();
  failing = "search_beyond";
  await fireEvent.click(screen.getByTestId("beyond-search"));
  expect((await screen.findByTestId("beyond-problem")).textContent).toContain("nothing was sent");
});

test("asking leads back to what was found, and Escape closes from there", async () => {
  await search("Mohamed");
  await fireEvent.click(await screen.findByTestId("found-ask-1C90E5A"));
  await press("Escape");
  expect(onclose).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(screen.getByTestId("found-ask-1C90E5A"));
  await fireEvent.click(screen.getByTestId("found-ask-1C90E5A"));
  await press("Enter", true);
  expect(await screen.findByTestId("found-asked")).toBeTruthy();
  expect(screen.queryByTestId("found-ask-1C90E5A")).toBeNull();
  await press("Escape");
  expect(onclose).toHaveBeenCalledOnce();
  expect(commands).toEqual(["search_beyond", "ask_for_found"]);
});

test("emergency access needs a reason, and is taken once though the case comes late", async () => {
  await search("Mohamed");
  await fireEvent.click(await screen.findByTestId("found-break-1C90E5A"));
  await press("Enter", true);
  expect(commands).not.toContain("break_glass");
  await fireEvent.input(screen.getByTestId("glass-why"), { target: { value: "In the clinic" } });
  failing = "sync_now";
  await press("Enter", true);
  expect((await screen.findByTestId("glass-problem")).textContent).toContain("You have the access");
  failing = null;
  await vi.waitFor(() => {
    expect(screen.getByTestId<HTMLButtonElement>("glass-confirm").disabled).toBe(false);
  });
  await press("Enter", true);
  await vi.waitFor(() => {
    expect(frame.place).toEqual({ screen: "case", caseId: "found-1" });
  });
  expect(commands.filter((one) => one === "break_glass")).toHaveLength(1);
  expect(onclose).toHaveBeenCalledOnce();
});
