/** What help has to say: one short text for each screen, with the keys that do what it tells of. */
import type { Chord, KeyPlace } from "../../lib/key-list";
import type { MessageKey } from "../../lib/message-keys";

/** From the general to the special: of those that are open, the last one is helped with. */
export const topics = [
  "signin",
  "today",
  "numbers",
  "cases",
  "sync",
  "administration",
  "settings",
  "read",
  "edit",
  "register",
  "two",
  "seen",
  "share",
] as const;

export type Topic = (typeof topics)[number];

/** One thing that people do there, and its keys. */
interface Point {
  text: MessageKey;
  keys?: readonly Chord[];
}

interface TopicText {
  title: MessageKey;
  what: MessageKey;
  does: readonly Point[];
  safe: MessageKey;
  /** Where its keys are listed, the nearest first. */
  keys: readonly KeyPlace[];
}

export const texts: Record<Topic, TopicText> = {
  signin: {
    title: "help-signin-title",
    what: "help-signin-what",
    does: [
      { text: "help-signin-open", keys: ["Enter"] },
      { text: "help-signin-enrol" },
      { text: "help-signin-wrong" },
      { text: "help-signin-lock" },
    ],
    safe: "help-signin-safe",
    keys: ["signin"],
  },
  today: {
    title: "nav-today",
    what: "help-today-what",
    does: [
      { text: "help-today-open", keys: ["ArrowUp", "ArrowDown", "Enter"] },
      { text: "help-today-done", keys: ["D"] },
      { text: "help-today-answer" },
      { text: "help-today-refused" },
      { text: "help-today-new", keys: ["N"] },
    ],
    safe: "help-today-safe",
    keys: ["today"],
  },
  numbers: {
    title: "nav-numbers",
    what: "help-numbers-what",
    does: [{ text: "help-numbers-open" }, { text: "help-numbers-week" }, { text: "help-numbers-late" }],
    safe: "help-numbers-safe",
    keys: [],
  },
  cases: {
    title: "nav-cases",
    what: "help-cases-what",
    does: [
      { text: "help-cases-search", keys: ["/"] },
      { text: "help-cases-filter", keys: ["F"] },
      { text: "help-cases-open", keys: ["ArrowUp", "ArrowDown", "Enter"] },
      { text: "help-cases-new", keys: ["N"] },
      { text: "help-cases-many", keys: ["Space", "A", "B"] },
    ],
    safe: "help-cases-safe",
    keys: ["cases"],
  },
  register: {
    title: "help-register-title",
    what: "help-register-what",
    does: [
      { text: "help-register-look" },
      { text: "help-register-same" },
      { text: "help-register-none", keys: ["Alt+ArrowDown"] },
      { text: "help-register-consent" },
      { text: "help-register-save", keys: ["Ctrl+S", "Ctrl+Shift+S"] },
    ],
    safe: "help-register-safe",
    keys: ["register", "edit"],
  },
  read: {
    title: "help-read-title",
    what: "help-read-what",
    does: [
      { text: "help-read-forms", keys: ["Alt+ArrowUp", "Alt+ArrowDown"] },
      { text: "help-read-edit", keys: ["E"] },
      { text: "help-read-look", keys: ["W", "H"] },
      { text: "help-read-acts", keys: ["R", "T", "A", "F"] },
      { text: "help-read-print", keys: ["Ctrl+P"] },
    ],
    safe: "help-read-safe",
    keys: ["read"],
  },
  edit: {
    title: "help-edit-title",
    what: "help-edit-what",
    does: [
      { text: "help-edit-next", keys: ["Tab", "Ctrl+Enter"] },
      { text: "help-edit-advice", keys: ["F1"] },
      { text: "help-edit-save", keys: ["Ctrl+S", "F8"] },
      { text: "help-edit-stop", keys: ["Escape"] },
    ],
    safe: "help-edit-safe",
    keys: ["edit"],
  },
  two: {
    title: "help-two-title",
    what: "help-two-what",
    does: [
      { text: "help-two-keep", keys: ["1", "2"] },
      { text: "help-two-third", keys: ["3"] },
      { text: "help-two-ask" },
      { text: "help-two-later", keys: ["Escape"] },
    ],
    safe: "help-two-safe",
    keys: ["two", "read"],
  },
  share: {
    title: "help-share-title",
    what: "help-share-what",
    does: [
      { text: "help-share-type" },
      { text: "help-share-person" },
      { text: "help-share-until" },
      { text: "help-share-outside" },
      { text: "help-share-note", keys: ["Ctrl+Enter"] },
    ],
    safe: "help-share-safe",
    keys: ["dialog"],
  },
  seen: {
    title: "seen-title",
    what: "help-seen-what",
    does: [{ text: "help-seen-read" }, { text: "help-seen-owner" }, { text: "help-seen-end" }],
    safe: "help-seen-safe",
    keys: ["read", "two"],
  },
  sync: {
    title: "nav-sync",
    what: "help-sync-what",
    does: [{ text: "help-sync-now", keys: ["S"] }, { text: "help-sync-needs" }, { text: "help-sync-going" }],
    safe: "help-sync-safe",
    keys: ["sync"],
  },
  administration: {
    title: "nav-administration",
    what: "help-administration-what",
    does: [
      { text: "help-administration-parts", keys: ["1", "2", "3", "4", "5"] },
      { text: "help-administration-people", keys: ["N"] },
      { text: "help-administration-laptops" },
      { text: "help-administration-roles" },
      { text: "help-administration-configuration" },
    ],
    safe: "help-administration-safe",
    keys: ["administration"],
  },
  settings: {
    title: "nav-settings",
    what: "help-settings-what",
    does: [
      { text: "help-settings-language" },
      { text: "help-settings-password" },
      { text: "help-settings-strong" },
    ],
    safe: "help-settings-safe",
    keys: ["settings"],
  },
};
