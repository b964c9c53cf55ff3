import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import App from "./App.svelte";
import { answers } from "./dev/answers";
import { frame } from "./lib/frame.svelte";
import { setLanguage } from "./lib/messages.svelte";
import { door } from "./screens/signin/door.svelte";

// Other work may share the machine.
configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 30_000 });

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
  frame.enter({ screen: "cases", record: "case" });
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

test("a question that is hidden leaves the page, and comes back with what was typed in it", async () => {
  await signIn();
  await fireEvent.click((await screen.findAllByTestId("case-row"))[0] as HTMLElement);
  await fireEvent.click(await screen.findByTestId("form-every_kind"));
  await fireEvent.click(await screen.findByTestId("edit"));
  await fireEvent.input(await screen.findByTestId("input-guardian_name"), { target: { value: "Hawa" } });
  await fireEvent.click(screen.getByTestId("input-has_guardian"));
  await waitFor(() => {
    expect(screen.queryByTestId("input-guardian_name")).toBeNull();
  });
  await fireEvent.click(screen.getByTestId("input-has_guardian"));
  expect((await screen.findByTestId<HTMLInputElement>("input-guardian_name")).value).toBe("Hawa");
  await fireEvent.click(screen.getByTestId("discard"));
  await fireEvent.click(await screen.findByTestId("confirm-yes"));
  await screen.findByTestId("edit");
});

test("every kind of question can be read and written in", async () => {
  await signIn();
  await fireEvent.click((await screen.findAllByTestId("case-row"))[0] as HTMLElement);
  await fireEvent.click(await screen.findByTestId("form-every_kind"));
  const text = (id: string) => screen.getByTestId(`field-${id}`).textContent;
  await waitFor(() => {
    expect(text("talked_at")).toMatch(/11 May 2026.*14:30/);
  });
  expect(text("shelter")).toMatch(/Reed hut.*no longer offered/);
  expect(text("members")).toMatch(/Girls 5 to 17\s*2.*Total\s*5/);
  expect(text("free_places")).toContain("0");
  expect(text("photo")).toContain("later version");
  expect(screen.queryByTestId("field-for_interviewer")).toBeNull();
  await fireEvent.click(screen.getByTestId("edit"));
  expect(await screen.findByTestId("input-for_interviewer")).toBeTruthy();
  expect(screen.queryByTestId("input-registered_by")).toBeNull();
  expect(screen.getByTestId<HTMLInputElement>("input-talked_at-time").value).toBe("14:30");
  expect(screen.getByTestId<HTMLInputElement>("input-away-to").value).toBe("2026-04-15");

  const guide = screen.getAllByTestId("guide")[0] as HTMLElement;
  expect(guide.getAttribute("aria-expanded")).toBe("false");
  screen.getByTestId("input-registration_no").focus();
  await fireEvent.keyDown(window, { key: "F1" });
  expect(guide.getAttribute("aria-expanded")).toBe("true");
  expect(screen.getByTestId("advice").textContent).toContain("ration card");

  // Saved visits stay; a saved note is not even written in.
  const visit = document.querySelector<HTMLElement>("[data-entry-id='v1']");
  expect(visit?.querySelector("[data-testid='entry-remove']")).toBeNull();
  const note = document.querySelector<HTMLElement>("[data-entry-id='n1']");
  await fireEvent.click(note?.querySelector("[data-testid='entry-toggle']") as HTMLElement);
  expect(note?.querySelector("textarea")).toBeNull();
  await fireEvent.click(visit?.querySelector("[data-testid='entry-toggle']") as HTMLElement);
  await fireEvent.click(await screen.findByTestId("subform-add-steps"));
  expect(await screen.findByTestId("input-step")).toBeTruthy();
  expect(screen.getAllByTestId("entry-group").map((one) => one.textContent)).toEqual(["Health", "Cash"]);
  await fireEvent.click(screen.getByTestId("link-to_consent"));
  expect(await screen.findByTestId("input-consent_agencies")).toBeTruthy();
  // A step that nobody wrote anything in is no draft.
  await frame.keep();
  expect(commands).toContain("keep_draft");
  expect(screen.queryByTestId("draft-kept")).toBeNull();
});

test("each type of records has its list, and Back leads to the list one came from", async () => {
  await signIn();
  await fireEvent.click(await screen.findByTestId("nav-families"));
  await waitFor(() => {
    expect(screen.getByTestId("list-title").textContent).toBe("Families");
  });
  expect(screen.queryByTestId("filter-high_risk")).toBeNull();
  await fireEvent.click(screen.getByTestId("cases-new"));
  expect((await screen.findByTestId("case-name")).textContent).toContain("New family");
  expect(screen.queryByTestId("form-referrals")).toBeNull();
  expect(screen.getByTestId("input-member_name")).toBeTruthy();
  await fireEvent.keyDown(window, { key: "Escape" });
  await waitFor(() => {
    expect(screen.getByTestId("list-title").textContent).toBe("Families");
  });
  expect(commands).not.toContain("keep_draft");
  expect(screen.getByTestId("nav-families").getAttribute("aria-current")).toBe("page");
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
  answers["keep_draft"]?.({ caseId: null, record: "case", edits: [] } as never);
});

test("the window turns round for Arabic", async () => {
  render(App);
  await fireEvent.click(await screen.findByTestId("language-ar"));
  expect(document.documentElement.dir).toBe("rtl");
  expect(await screen.findByText("من يفتح الدفتر؟")).toBeTruthy();
});
