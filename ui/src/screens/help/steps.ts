/** The guided first day: its steps, and what shows the window that one is done. */
import type { Answered } from "../../lib/bridge";
import type { CaseRowView } from "../../lib/bindings/CaseRowView";
import type { CaseView } from "../../lib/bindings/CaseView";
import type { Place } from "../../lib/frame.svelte";
import type { Chord } from "../../lib/key-list";
import type { MessageKey } from "../../lib/message-keys";
import { foldLetters } from "../../lib/text";

export type Step = "open" | "find" | "write" | "draft" | "register" | "refer" | "sync" | "lock";

interface StepText {
  id: Step;
  title: MessageKey;
  how: MessageKey;
  keys?: readonly Chord[];
}

export const steps: readonly StepText[] = [
  { id: "open", title: "first-day-open", how: "first-day-open-how", keys: ["Enter"] },
  { id: "find", title: "first-day-find", how: "first-day-find-how", keys: ["/"] },
  { id: "write", title: "first-day-write", how: "first-day-write-how", keys: ["E", "Ctrl+S"] },
  { id: "draft", title: "first-day-draft", how: "first-day-draft-how" },
  { id: "register", title: "first-day-register", how: "first-day-register-how", keys: ["N", "Ctrl+S"] },
  { id: "refer", title: "first-day-refer", how: "first-day-refer-how", keys: ["R"] },
  { id: "sync", title: "first-day-sync", how: "first-day-sync-how", keys: ["S"] },
  { id: "lock", title: "first-day-lock", how: "first-day-lock-how", keys: ["Ctrl+L"] },
];

/** Whether a name was found by a word that is not written so in it. */
export function isOtherSpelling(search: string, row: Pick<CaseRowView, "name" | "caseIdDisplay">): boolean {
  const sought = foldLetters(search);
  if (row.name === null || !/^[\p{L}\s'’-]+$/u.test(sought)) return false;
  if (foldLetters(row.caseIdDisplay).includes(sought)) return false;
  const name = foldLetters(row.name);
  return sought.split(/\s+/).some((word) => !name.includes(word));
}

/** Watches what the app carries out. Holds the last search and the ids that it found, until the next or a lock. */
export class Watch {
  #found: string[] = [];
  #search = "";
  /** Whether a page was left since a draft was kept. */
  #drafted = false;
  #left = false;

  /** The person is somewhere else now. */
  at(screen: Place["screen"]): void {
    if (screen !== "case" && this.#drafted) this.#left = true;
  }

  /** The steps that an answer shows to be done. */
  see(answered: Answered): Step[] {
    switch (answered.name) {
      case "list_cases": {
        const { search, record } = answered.args;
        if (search !== this.#search) this.#found = [];
        this.#search = search;
        const rows = record === "case" ? answered.answer.rows : [];
        this.#found.push(...rows.filter((row) => isOtherSpelling(search, row)).map(({ caseId }) => caseId));
        return [];
      }
      case "open_case":
        return [
          "open",
          ...(this.#found.includes(answered.args.caseId) ? ["find" as const] : []),
          ...this.#draftOf(answered.answer),
        ];
      case "new_case":
        return this.#draftOf(answered.answer);
      case "keep_draft":
        this.#drafted = answered.args.edits.length > 0;
        this.#left = false;
        return [];
      case "save_case": {
        const { errors, likely } = answered.answer;
        if (errors.length > 0 || likely.length > 0) return [];
        if (answered.args.caseId !== null) return ["write"];
        return answered.args.record === "case" ? ["register"] : [];
      }
      case "refer":
        return ["refer"];
      case "sync_now":
        return ["sync"];
      default:
        return [];
    }
  }

  #draftOf({ draft }: CaseView): Step[] {
    return this.#left && draft !== null && draft.edits.length > 0 ? ["draft"] : [];
  }
}
