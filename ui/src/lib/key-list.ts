/** Every key of the window and what it does, by where it does it. No key is taken that does not stand here: `KeyMap` is made of these. */
import type { MessageKey } from "./message-keys";

/** Chords that do one thing. */
interface KeyLine {
  chords: readonly string[];
  does: MessageKey;
}

export const keyList = {
  everywhere: [
    { chords: ["?"], does: "key-sheet" },
    { chords: ["F1"], does: "key-help" },
    { chords: ["Ctrl+L"], does: "key-lock" },
  ],
  signin: [
    { chords: ["Tab"], does: "key-next-field" },
    { chords: ["Enter"], does: "key-open" },
  ],
  today: [
    { chords: ["ArrowUp", "ArrowDown"], does: "key-move" },
    { chords: ["Enter"], does: "key-open" },
    { chords: ["D"], does: "key-done" },
    { chords: ["N"], does: "key-new" },
  ],
  cases: [
    { chords: ["/"], does: "key-search" },
    { chords: ["ArrowUp", "ArrowDown"], does: "key-move" },
    { chords: ["PageUp", "PageDown"], does: "key-move-far" },
    { chords: ["Home", "End"], does: "key-move-ends" },
    { chords: ["Enter"], does: "key-open" },
    { chords: ["Space"], does: "key-choose" },
    { chords: ["F"], does: "key-filter" },
    { chords: ["A"], does: "key-assign-chosen" },
    { chords: ["N"], does: "key-new" },
    { chords: ["B"], does: "key-beyond" },
    { chords: ["Escape"], does: "key-clear" },
  ],
  register: [
    { chords: ["Tab"], does: "key-next-field" },
    { chords: ["Alt+ArrowDown"], does: "key-continue" },
    { chords: ["Alt+ArrowUp"], does: "key-step-back" },
    { chords: ["Escape"], does: "key-stop" },
  ],
  read: [
    { chords: ["E"], does: "key-edit" },
    { chords: ["Alt+ArrowUp", "Alt+ArrowDown"], does: "key-forms" },
    { chords: ["W"], does: "key-seen" },
    { chords: ["H"], does: "key-history" },
    { chords: ["L"], does: "key-links" },
    { chords: ["R"], does: "key-refer" },
    { chords: ["T"], does: "key-transfer" },
    { chords: ["A"], does: "key-assign" },
    { chords: ["F"], does: "key-flag" },
    { chords: ["Ctrl+P"], does: "key-print" },
    { chords: ["Escape"], does: "key-back" },
  ],
  edit: [
    { chords: ["Tab"], does: "key-next-field" },
    { chords: ["Ctrl+S"], does: "key-save" },
    { chords: ["Ctrl+Shift+S"], does: "key-save-new" },
    { chords: ["F8"], does: "key-next-error" },
    { chords: ["Ctrl+Enter"], does: "key-add-entry" },
    { chords: ["Ctrl+V"], does: "key-paste-file" },
    { chords: ["Alt+ArrowUp", "Alt+ArrowDown"], does: "key-forms" },
    { chords: ["F1"], does: "key-guidance" },
    { chords: ["Ctrl+P"], does: "key-print" },
    { chords: ["Escape"], does: "key-stop" },
  ],
  two: [
    { chords: ["1", "2", "3"], does: "key-take" },
    { chords: ["Ctrl+S"], does: "key-take-written" },
    { chords: ["Escape"], does: "key-later" },
  ],
  sync: [
    { chords: ["S"], does: "key-sync" },
    { chords: ["Escape"], does: "key-back" },
  ],
  administration: [
    { chords: ["1", "2", "3", "4", "5"], does: "key-part" },
    { chords: ["ArrowLeft", "ArrowRight"], does: "key-part-beside" },
    { chords: ["/"], does: "key-search" },
    { chords: ["N"], does: "key-add-person" },
    { chords: ["Escape"], does: "key-back" },
  ],
  settings: [{ chords: ["Tab"], does: "key-next-field" }],
  dialog: [
    { chords: ["Tab"], does: "key-next-field" },
    { chords: ["Ctrl+Enter"], does: "key-confirm" },
    { chords: ["Escape"], does: "key-cancel" },
  ],
  choice: [
    { chords: ["ArrowUp", "ArrowDown"], does: "key-move" },
    { chords: ["Enter"], does: "key-choose" },
    { chords: ["Backspace"], does: "key-drop-last" },
    { chords: ["Escape"], does: "key-shut" },
  ],
  viewer: [
    { chords: ["ArrowLeft", "ArrowRight"], does: "key-files" },
    { chords: ["+", "=", "-"], does: "key-size" },
    { chords: ["0"], does: "key-fit" },
    { chords: ["Escape"], does: "key-shut" },
  ],
} as const satisfies Record<string, readonly KeyLine[]>;

export type KeyPlace = keyof typeof keyList;
export type Chord = (typeof keyList)[KeyPlace][number]["chords"][number];

const names: Partial<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  PageUp: "PgUp",
  PageDown: "PgDn",
  "-": "−",
};

/** A chord as it is written on keys: `Ctrl S`, `Alt ↓`, `Esc`. */
export function shownChord(chord: string): string {
  const parts = chord === "+" ? [chord] : chord.split("+");
  return parts.map((part) => names[part] ?? part).join(" ");
}
