import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, configure, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import App from "./App.svelte";
import { answers } from "./dev/answers";
import { frame } from "./lib/frame.svelte";
import { setLanguage } from "./lib/messages.svelte";
import { door } from "./screens/signin/door.svelte";

// Other work may share the machine.
configure({ asyncUtilTimeout: 5000 });

let commands: string[] = [];

/** jsdom lays nothing out. */
class NoResize {
  observe = vi.fn();
  unobserve = vi.fn();
  disconnect = vi.fn();
}

beforeEach(() => {
  vi.stubGlobal("ResizeObserver", NoResize);
  commands = [];
  mockIPC((command, payload) => {
    commands.push(command);
    const answer = answers[command];
    if (!answer) throw new Error(command);
    return structuredClone(answer((payload as { args: never }).args));
  });
});

afterEach(() => {
  cleanup();
  answers["lock"]?.({} as never);
  clearMocks();
  setLanguage("en");
  frame.session = null;
  frame.place = { screen: "cases" };
  door.locked = null;
});

async function signIn(password = "right"): Promise<void> {
  render(App);
  await fireEvent.click(await screen.findByTestId("signin-person-salma.idris"));
  await fireEvent.input(screen.getByTestId("signin-password"), { target: { value: password } });
  await fireEvent.click(screen.getByTestId("signin-submit"));
}

test("a wrong password says so and opens nothing", async () => {
  await signIn("wrong");
  expect((await screen.findByTestId("signin-error")).dataset["code"]).toBe("wrong_password");
  expect(frame.session).toBeNull();
});

test("signing in leads to the cases, a case opens and is written in", async () => {
  await signIn();
  const row = await screen.findByText("Mohamed Amin Abdalla");
  await fireEvent.click(row);
  expect((await screen.findByTestId("case-name")).textContent).toContain("Amina Yusuf Warsame");
  await fireEvent.keyDown(window, { key: "e", code: "KeyE" });
  await fireEvent.input(await screen.findByTestId("input-religion"), { target: { value: "Islam" } });
  await fireEvent.click(screen.getByTestId("save"));
  expect(await screen.findByTestId("said")).toBeTruthy();
  expect(commands).toContain("save_case");
});

test("locking keeps the draft first and takes everything off the screen", async () => {
  await signIn();
  await fireEvent.click(await screen.findByTestId("cases-new"));
  await fireEvent.input(await screen.findByTestId("input-name"), { target: { value: "Hawa" } });
  await fireEvent.click(screen.getByTestId("lock"));
  expect(await screen.findByTestId("locked")).toBeTruthy();
  expect(screen.queryByTestId("input-name")).toBeNull();
  expect(commands.indexOf("keep_draft")).toBeLessThan(commands.indexOf("lock"));
  await fireEvent.input(screen.getByTestId("signin-password"), { target: { value: "right" } });
  await fireEvent.click(screen.getByTestId("signin-submit"));
  const name = await screen.findByTestId<HTMLInputElement>("input-name");
  expect(name.value).toBe("Hawa");
  expect(screen.getByTestId("draft-kept")).toBeTruthy();
  answers["keep_draft"]?.({ caseId: null, edits: [] } as never);
});

test("the window turns round for Arabic", async () => {
  render(App);
  await fireEvent.click(await screen.findByTestId("language-ar"));
  expect(document.documentElement.dir).toBe("rtl");
  expect(await screen.findByText("من يفتح الدفتر؟")).toBeTruthy();
});
