import { expect, test } from "vitest";
import arText from "../../../crates/daftar-app/messages/ar.ftl?raw";
import enText from "../../../crates/daftar-app/messages/en.ftl?raw";
import esText from "../../../crates/daftar-app/messages/es.ftl?raw";
import frText from "../../../crates/daftar-app/messages/fr.ftl?raw";
import keysText from "./message-keys.ts?raw";
import { errorText, setLanguage, t, word } from "./messages.svelte";

/** Every message of a file with the names of its variables. */
function messagesOf(text: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const block of text.split(/^(?=[a-zA-Z][\w-]* *=)/m)) {
    const key = /^([a-zA-Z][\w-]*) *=/.exec(block)?.[1];
    if (key === undefined) continue;
    const uncommented = block.replace(/^#.*$/gm, "");
    found.set(key, new Set([...uncommented.matchAll(/\$(\w+)/g)].map((match) => match[1] ?? "")));
  }
  return found;
}

const en = messagesOf(enText);
const others = { ar: messagesOf(arText), fr: messagesOf(frText), es: messagesOf(esText) };
const sources = import.meta.glob<string>(
  ["/src/**/*.{ts,svelte}", "!/src/**/*.test.ts", "!/src/lib/message-keys.ts"],
  {
    query: "?raw",
    import: "default",
    eager: true,
  },
);
const allSource = Object.values(sources).join("\n");

test.each(Object.entries(others))("%s has the messages of English with the same variables", (_, other) => {
  expect([...other.keys()].sort()).toEqual([...en.keys()].sort());
  for (const [key, variables] of en) {
    expect([...(other.get(key) ?? [])].sort(), key).toEqual([...variables].sort());
  }
});

test("the list of keys is the one that `npm run keys` writes", () => {
  const listed = [...keysText.matchAll(/\| "([\w-]+)"/g)].map((match) => match[1]);
  expect(listed).toEqual([...en.keys()].sort());
});

test("no message is left that nothing shows", () => {
  const byApp = ["error-", "act-", "ended-", "age-", "case-who", "history-removed", "history-kept"];
  // The app asks these about every file.
  byApp.push("attachment-", "signature-provided-by", "stage-");
  byApp.push("indicator-", "list-key-", "list-is-", "approval-status-", "hit-");
  const groups = ["status", "referral-status", "sync-state", "action", "same"];
  groups.push("link-add", "link-title", "link-lead");
  groups.push("today-settle", "today-waiting", "approval-waits");
  groups.push("dashboard");
  groups.push("may", "mode", "resource", "revoked", "scope");
  const byWord = groups.filter((group) => new RegExp(`word(OrNone)?\\(\\s*"${group}"`).test(allSource));
  const unused = [...en.keys()].filter(
    (key) =>
      !byApp.some((prefix) => key.startsWith(prefix)) &&
      !byWord.some((group) => key.startsWith(`${group}-`)) &&
      !allSource.includes(`"${key}"`),
  );
  expect(unused).toEqual([]);
});

test("an error says what happened in the language of the window", () => {
  setLanguage("en");
  expect(errorText({ code: "wrong_password" })).toContain("does not open this casebook");
  expect(errorText({ code: "password_too_short", args: { min: "12" } })).toMatch(/12.* characters/);
  expect(errorText({ code: "never_heard_of" })).toContain("never_heard_of");
  setLanguage("ar");
  expect(errorText({ code: "wrong_password" })).toContain("كلمة السر");
  expect(document.documentElement.dir).toBe("rtl");
  setLanguage("en");
});

test("ids of the app are worded, unknown ones shown as they are", () => {
  expect(word("referral-status", "in_progress")).toBe("waits for an answer");
  expect(word("act", "referral.offer")).toBe("Referral");
  expect(word("status", "paused")).toBe("paused");
});

test("Arabic counts have all their forms", () => {
  setLanguage("ar");
  const said = [0, 1, 2, 3, 11, 100].map((count) => t("line-waiting", { count }));
  expect(new Set(said).size).toBe(said.length);
  setLanguage("en");
});
