import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import App from "../../App.svelte";
import { answers } from "../../dev/answers";
import { frame } from "../../lib/frame.svelte";
import { keyList, shownChord, type KeyPlace } from "../../lib/key-list";
import { chordsNow } from "../../lib/keys";
import { setLanguage, t } from "../../lib/messages.svelte";
import { door } from "../signin/door.svelte";
import { help } from "./help.svelte";
import { keysOf, sheetFor } from "./lib";
import { texts, topics, type Topic } from "./topics";

// Other work may share the machine.
configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  mockIPC((command, payload) => {
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
  frame.keysHidden = false;
  frame.enter({ screen: "cases", record: "case" });
  door.locked = null;
});

const press = (key: string, on: Document | Element | Window = document.activeElement ?? window) =>
  fireEvent.keyDown(on, { key });
const click = async (testid: string) => fireEvent.click(await screen.findByTestId(testid));

async function signIn(): Promise<void> {
  render(App);
  await click("signin-person-salma.idris");
  await fireEvent.input(screen.getByTestId("signin-password"), { target: { value: "right" } });
  await click("signin-submit");
  await click("nav-cases");
  await screen.findByTestId("case-rows");
}

async function openCase(): Promise<void> {
  await signIn();
  await fireEvent.click((await screen.findAllByTestId("case-row"))[0] as HTMLElement);
  await screen.findByTestId("edit");
}

/** How one comes to each screen that help knows. */
const ways: Record<Topic, () => Promise<unknown>> = {
  signin: async () => {
    render(App);
    await screen.findByTestId("signin-person-salma.idris");
  },
  cases: signIn,
  numbers: async () => {
    await signIn();
    await click("nav-numbers");
    await screen.findByTestId("numbers");
  },
  today: async () => {
    await signIn();
    await click("nav-today");
    await screen.findByTestId("today-overdue");
  },
  sync: async () => {
    await signIn();
    await click("nav-sync");
    await screen.findByTestId("sync-line");
  },
  administration: async () => {
    await signIn();
    await click("nav-administration");
    await screen.findByTestId("person-add");
  },
  settings: async () => {
    await signIn();
    await click("nav-settings");
    await screen.findByTestId("password-old");
  },
  read: async () => {
    await openCase();
    await click("form-consent");
  },
  edit: async () => {
    await openCase();
    await click("form-consent");
    await click("edit");
    await screen.findByTestId("save");
  },
  register: async () => {
    await signIn();
    await click("cases-new");
    await screen.findByTestId("register-step");
  },
  two: async () => {
    await openCase();
    await screen.findByTestId("version-0");
  },
  seen: async () => {
    await openCase();
    await click("seen-by");
    await screen.findByTestId("seen-by-panel");
  },
  share: async () => {
    await openCase();
    await click("action-refer");
    await screen.findByTestId("refer-to");
  },
};

for (const topic of topics) {
  test(`${topic}: F1 opens its text, and every key that works there is on the sheet`, async () => {
    await ways[topic]();
    await waitFor(() => {
      expect(help.topic).toBe(topic);
    });
    const listed = [...keysOf(topic).lines, ...keyList.everywhere].flatMap(({ chords }) => chords);
    // Outside a record this one is taken so that the web view does not print itself.
    const live = chordsNow().filter((chord) => chord !== "Ctrl+P" || frame.place.screen === "case");
    for (const chord of live) expect(listed, `${chord} on ${topic}`).toContain(chord);

    // What the key line tells is told on the sheet in the same words.
    const lines = [...keysOf(topic).lines, ...keyList.everywhere, ...keyList.read];
    for (const hint of frame.session ? frame.hints : []) {
      const line = lines.find(({ does }) => does === hint.does);
      const shown = line?.chords.map(shownChord) ?? [];
      expect(shown, hint.does).toEqual(expect.arrayContaining(hint.keys.filter((key) => key !== "…")));
    }

    await press("F1");
    const about = await screen.findByTestId("help-about");
    expect(about.dataset["topic"]).toBe(topic);
    expect(about.textContent).toContain(t(texts[topic].what));
    expect(about.textContent).toContain(t(texts[topic].safe));
    await press("F1");
    expect(screen.queryByTestId("help-panel")).toBeNull();
  });
}

test("the sheet tells every key of the program, wherever one opens it", async () => {
  await ways.cases();
  await press("?", window);
  const sheet = await screen.findByTestId("sheet");
  expect(sheet.dataset["topic"]).toBe("cases");
  expect(sheet.querySelector("section")?.dataset["testid"]).toBe("sheet-cases");
  for (const place of Object.keys(keyList) as KeyPlace[]) {
    const section = screen.getByTestId(`sheet-${place}`);
    const shown = [...section.querySelectorAll("kbd")].map((key) => key.textContent);
    for (const { chords, does } of keyList[place]) {
      for (const chord of chords) expect(shown, place).toContain(shownChord(chord));
      expect(section.textContent).toContain(t(does));
    }
  }
  for (const topic of topics) {
    const told = sheetFor(topic).flatMap(({ lines }) => lines.map(({ does }) => does));
    const all = Object.values(keyList).flatMap((lines) => lines.map(({ does }) => does));
    expect(new Set(told), topic).toEqual(new Set(all));
  }
});

test("every key that a button names, and that a list takes, is on the sheet", () => {
  const sources = import.meta.glob<string>(["/src/**/*.svelte"], {
    query: "?raw",
    import: "default",
    eager: true,
  });
  const chords = Object.values(keyList).flatMap((lines) => lines.flatMap((line) => line.chords));
  const listed = new Set<string>([...chords, ...chords.map(shownChord)]);
  const named = Object.entries(sources).flatMap(([file, source]) =>
    [...source.matchAll(/<kbd>([^{<]+)<\/kbd>|(?:event\.key|\bkey) === "([^"]+)"/g)].map(
      ([, shown, taken]) => ({ file, key: shown ?? (taken === " " ? "Space" : (taken ?? "")) }),
    ),
  );
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(({ key }) => !listed.has(key))).toEqual([]);
});

test("Escape shuts the sheet, and the focus goes back to where it was", async () => {
  await ways.cases();
  const rows = screen.getByTestId("case-rows");
  rows.focus();
  await press("?");
  expect(document.activeElement).toBe(await screen.findByTestId("sheet-close"));
  // The keys of the screen below rest meanwhile.
  await press("n");
  expect(frame.place.screen).toBe("cases");
  await press("Escape");
  expect(screen.queryByTestId("sheet")).toBeNull();
  expect(document.activeElement).toBe(rows);
  expect(frame.place.screen).toBe("cases");
});

test("a question mark that somebody types is text", async () => {
  await ways.cases();
  await press("?", screen.getByTestId("cases-search"));
  expect(screen.queryByTestId("sheet")).toBeNull();
  await click("help");
  await click("sheet-about");
  expect(await screen.findByTestId("help-about")).toBeTruthy();
  expect(screen.queryByTestId("sheet")).toBeNull();
});

test("the panel leaves the screen to work in, and gives the focus back", async () => {
  await ways.edit();
  const [input] = document.querySelectorAll<HTMLElement>(".form.edit input");
  input?.focus();
  await press("F1");
  await screen.findByTestId("help-panel");
  expect(document.activeElement).toBe(screen.getByTestId("help-close"));
  await press("Escape");
  expect(screen.queryByTestId("help-panel")).toBeNull();
  expect(document.activeElement).toBe(input);
  // Only the panel was shut: one is still writing.
  expect(screen.getByTestId("save")).toBeTruthy();
});

test("Enter presses the button of the panel, not the line of the screen beside it", async () => {
  await ways.today();
  screen.getByTestId("first-day-show").focus();
  expect(await press("Enter")).toBe(true);
  await click("first-day-show");
  expect(document.activeElement).toBe(await screen.findByTestId("help-close"));
  expect(await press("Enter")).toBe(true);
  expect(frame.place.screen).toBe("today");
});

test("on a question with advice, F1 gives the advice", async () => {
  await openCase();
  await click("form-every_kind");
  await click("edit");
  (await screen.findByTestId("input-registration_no")).focus();
  expect(chordsNow()).toContain("F1");
  await press("F1");
  expect(screen.getByTestId("advice")).toBeTruthy();
  expect(screen.queryByTestId("help-panel")).toBeNull();
});

test("help in front of a question answers about it, and another text is one click away", async () => {
  await ways.share();
  await press("F1");
  await click("help-on-two");
  expect(screen.getByTestId("help-about").dataset["topic"]).toBe("two");
  await click("help-close");
  expect(screen.getByTestId("refer-to")).toBeTruthy();
});

test("the keys along the foot can be hidden and brought back", async () => {
  await ways.cases();
  await click("help");
  await click("sheet-foot");
  expect(screen.queryByTestId("keys")).toBeNull();
  await click("sheet-foot");
  await click("sheet-close");
  expect(screen.getByTestId("keys")).toBeTruthy();
});

test("help is there in Arabic, and shuts when the window locks", async () => {
  await ways.cases();
  await press("F1");
  await click("language-ar");
  await waitFor(() => {
    expect(screen.getByTestId("help-about").textContent).toContain("البحث على هذا الحاسوب لا يغيّر شيئًا");
  });
  await fireEvent.keyDown(window, { key: "l", code: "KeyL", ctrlKey: true });
  await screen.findByTestId("locked");
  expect(screen.queryByTestId("help-panel")).toBeNull();
});
