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

beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
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
  answers["keep_draft"]?.({ caseId: null, record: "case", edits: [] } as never);
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
  if (password === "right") await fireEvent.click(await screen.findByTestId("nav-cases"));
}

/** Waits until the page has come to rest: nothing may go on once a test is over. */
async function throwAway(): Promise<void> {
  await fireEvent.click(screen.getByTestId("discard"));
  await fireEvent.click(await screen.findByTestId("confirm-yes"));
  await waitFor(() => {
    const said = screen.queryByTestId("said")?.textContent ?? "";
    expect(said).toContain("The draft is gone");
    if (!screen.queryByTestId("edit")) expect(document.activeElement).toBe(screen.getByTestId("input-name"));
  });
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
  await throwAway();
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
  // The form is longer than the window: the rest comes a moment later.
  const allIsDrawn = async () =>
    waitFor(() => {
      expect(document.querySelector("[data-rest]")).toBeNull();
    });
  await allIsDrawn();
  expect(text("shelter")).toMatch(/Reed hut.*no longer offered/);
  expect(text("members")).toMatch(/Girls 5 to 17\s*2.*Total\s*5/);
  expect(text("free_places")).toContain("0");
  expect(text("photo")).toContain("To know the child by");
  expect(text("signed_too")).toContain("Not recorded");
  expect(screen.queryByTestId("field-for_interviewer")).toBeNull();
  await fireEvent.click(screen.getByTestId("edit"));
  expect(await screen.findByTestId("input-for_interviewer")).toBeTruthy();
  await allIsDrawn();
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
});

test("several cases are chosen with the space bar and assigned together", async () => {
  await signIn();
  const rows = await screen.findByTestId("case-rows");
  await screen.findByText("Mohamed Amin Abdalla");
  await fireEvent.keyDown(rows, { key: " " });
  await fireEvent.keyDown(window, { key: "ArrowDown" });
  await fireEvent.keyDown(rows, { key: " " });
  expect(screen.getByTestId("chosen-count").textContent).toMatch(/2.* cases chosen/);
  await fireEvent.click(screen.getAllByTestId("case-row-choose")[1] as HTMLElement);
  expect(screen.getByTestId("chosen-count").textContent).toMatch(/1.* case chosen/);
  await fireEvent.keyDown(window, { key: "a", code: "KeyA" });
  await fireEvent.input(await screen.findByTestId("assign-all-to"), { target: { value: "rahel" } });
  await fireEvent.keyDown(screen.getByTestId("assign-all-to"), { key: "Enter" });
  await fireEvent.click(screen.getByTestId("assign-all-confirm"));
  await waitFor(() => {
    expect(screen.queryByTestId("assign-all-confirm")).toBeNull();
  });
  expect(screen.getByTestId("said").textContent).toMatch(/1.* case is assigned to .*rahel\.girma/);
  expect(screen.queryByTestId("chosen-count")).toBeNull();
});

test("the window turns round for Arabic", async () => {
  render(App);
  await fireEvent.click(await screen.findByTestId("language-ar"));
  expect(document.documentElement.dir).toBe("rtl");
  expect(await screen.findByText("من يفتح الدفتر؟")).toBeTruthy();
});

async function beginCase(name: string): Promise<void> {
  await signIn();
  await fireEvent.click(await screen.findByTestId("cases-new"));
  expect((await screen.findByTestId("register-step")).dataset["step"]).toBe("look");
  await fireEvent.input(screen.getByTestId("input-name"), { target: { value: name } });
}

const altDown = () => fireEvent.keyDown(window, { key: "ArrowDown", altKey: true });

test("a new case asks whether the child is here, then about consent, and brings what was typed to the forms", async () => {
  await beginCase("Nobody Here");
  await waitFor(() => {
    expect(screen.getByTestId("likely-said").textContent).toContain("No such child on this laptop");
  });
  await fireEvent.keyDown(screen.getByTestId("input-name"), { key: "Enter" });
  expect(screen.getByTestId("register-step").dataset["step"]).toBe("look");
  expect(screen.queryByTestId("save")).toBeNull();
  expect(screen.queryByTestId("register-back")).toBeNull();
  await altDown();
  await waitFor(() => {
    expect(screen.getByTestId("register-step").dataset["step"]).toBe("ask");
  });
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByTestId("input-consent_agencies"));
  });
  await fireEvent.click(screen.getByTestId("input-consent_agencies"));
  await fireEvent.click(screen.getByTestId("register-back"));
  expect((await screen.findByTestId<HTMLInputElement>("input-name")).value).toBe("Nobody Here");
  await fireEvent.click(screen.getByTestId("register-continue"));
  await fireEvent.click(await screen.findByTestId("register-skip"));
  expect((await screen.findByTestId("form-title")).textContent).toBe("Basic identity");
  expect(screen.getByTestId<HTMLInputElement>("input-name").value).toBe("Nobody Here");
  // Up from the first form is back to the step before; a step passed is a way back as well.
  await fireEvent.keyDown(window, { key: "ArrowUp", altKey: true });
  expect((await screen.findByTestId<HTMLInputElement>("input-consent_agencies")).checked).toBe(true);
  await fireEvent.click(screen.getByTestId("register-to-look"));
  expect(screen.getByTestId("register-step").dataset["step"]).toBe("look");
  await throwAway();
  await waitFor(() => {
    expect(screen.getByTestId<HTMLInputElement>("input-name").value).toBe("");
  });
});

test("a child who is found is opened, and what was typed waits as the draft", async () => {
  await beginCase("Amina Warsame");
  const row = await screen.findByTestId("likely-row-0");
  expect(row.textContent).toMatch(/Amina Yusuf Warsame.*Girl.*sounds alike/s);
  expect(screen.getByTestId("register-continue").textContent).toContain("None of these");
  await fireEvent.click(screen.getByTestId("likely-open-0"));
  expect(await screen.findByTestId("case-id")).toBeTruthy();
  expect(screen.getByTestId("said").textContent).toContain("kept as a draft");
  await fireEvent.click(screen.getByTestId("nav-cases"));
  await fireEvent.click(await screen.findByTestId("cases-new"));
  expect((await screen.findByTestId<HTMLInputElement>("input-name")).value).toBe("Amina Warsame");
  expect(screen.queryByTestId("register-step")).toBeNull();
  await throwAway();
});

test("no second case of a child is registered before somebody has looked", async () => {
  await beginCase("Amina Warsame");
  await fireEvent.click(screen.getByTestId("register-skip"));
  await fireEvent.click(await screen.findByTestId("register-skip"));
  await fireEvent.click(await screen.findByTestId("save-new"));
  expect(await screen.findByTestId("likely-row-0")).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByTestId("likely-back"));
  await fireEvent.click(screen.getByTestId("likely-back"));
  expect(screen.queryByTestId("likely-row-0")).toBeNull();
  await fireEvent.click(screen.getByTestId("save-new"));
  await fireEvent.click(await screen.findByTestId("likely-none"));
  // Saved and on to the next child.
  expect((await screen.findByTestId("said")).textContent).toContain("saved on this laptop");
  expect((await screen.findByTestId("register-step")).dataset["step"]).toBe("look");
});

test("who looked at those found while typing is not asked again", async () => {
  await beginCase("Amina Warsame");
  await screen.findByTestId("likely-row-0");
  await fireEvent.click(screen.getByTestId("register-continue"));
  await fireEvent.click(await screen.findByTestId("register-skip"));
  await fireEvent.click(await screen.findByTestId("save"));
  expect(await screen.findByTestId("case-id")).toBeTruthy();
  expect(screen.queryByTestId("likely-none")).toBeNull();
});

test("a record is printed without its frame, and not before what is typed is saved", async () => {
  const print = vi.fn();
  vi.stubGlobal("print", print);
  await signIn();
  await fireEvent.click((await screen.findAllByTestId("case-row"))[0] as HTMLElement);
  await screen.findByTestId("print");
  await fireEvent.keyDown(window, { key: "p", code: "KeyP", ctrlKey: true });
  await fireEvent.click(await screen.findByTestId("print-record"));
  await fireEvent.click(screen.getByTestId("print-go"));
  await waitFor(() => {
    expect(print).toHaveBeenCalledOnce();
  });
  const paper = screen.getByTestId("print-view");
  expect(paper.parentElement).toBe(document.body);
  expect(paper.textContent).toContain("Block C, tent 118");
  expect(paper.textContent).toContain("Block F, tent 12");
  expect(screen.getByTestId("print-by").textContent).toContain("salma.idris");
  expect(screen.queryByTestId("print-sheet-case_plan")).toBeNull();
  expect(document.title).toBe("7A20F4C");
  await fireEvent(window, new Event("afterprint"));
  expect(screen.queryByTestId("print-view")).toBeNull();
  expect(document.title).not.toBe("7A20F4C");

  await fireEvent.click(screen.getByTestId("edit"));
  await fireEvent.input(await screen.findByTestId("input-religion"), { target: { value: "x" } });
  await fireEvent.click(screen.getByTestId("print"));
  expect(screen.getByTestId("said").textContent).toContain("Save first");
  await throwAway();
});

test("a typed date says how it was understood, and a place is found as one types", async () => {
  await signIn();
  await fireEvent.click((await screen.findAllByTestId("case-row"))[0] as HTMLElement);
  await fireEvent.click(await screen.findByTestId("edit"));
  const born = await screen.findByTestId("input-date_of_birth");
  await fireEvent.input(born, { target: { value: "about 11 years" } });
  await waitFor(() => {
    expect(screen.getByTestId("understood-date_of_birth").textContent).toMatch(/2014.*from the age/);
  });
  await fireEvent.input(born, { target: { value: "2015-03" } });
  await waitFor(() => {
    expect(screen.getByTestId("understood-date_of_birth").textContent.trim()).toBe("");
  });

  await fireEvent.click(screen.getByTestId("form-every_kind"));
  const place = await screen.findByTestId<HTMLInputElement>("input-passed_through");
  await waitFor(() => {
    expect(screen.getByTestId("chip-passed_through-SD00001").textContent).toContain("Um Dawn 1");
  });
  await fireEvent.input(place, { target: { value: "tawila 7" } });
  // Enter waits for the answer to what was typed last.
  await fireEvent.keyDown(place, { key: "Enter" });
  expect((await screen.findByTestId("chip-passed_through-SD00033")).textContent).toMatch(
    /Tawila 7.*Northern, Sudan/s,
  );
  expect(screen.queryByTestId("option-passed_through-SD00033")).toBeNull();
  await fireEvent.keyDown(place, { key: "Backspace" });
  expect(screen.queryByTestId("chip-passed_through-SD10001")).toBeNull();
  await throwAway();
});
