import { tick } from "svelte";
import type { ApprovalView } from "../../lib/bindings/ApprovalView";
import type { FieldView } from "../../lib/bindings/FieldView";
import type { FlagView } from "../../lib/bindings/FlagView";
import type { LinkOfferView } from "../../lib/bindings/LinkOfferView";
import type { RequestView } from "../../lib/bindings/RequestView";
import type { Standing } from "../../lib/bindings/Standing";
import type { TransferView } from "../../lib/bindings/TransferView";
import type { KeyHint } from "../../lib/frame.svelte";
import type { KeyMap } from "../../lib/keys";
import type { Topic } from "../help/topics";
import type { CaseState } from "./case.svelte";
import { spotKey } from "./edits";
import { onceDrawn } from "./pieces.svelte";

/** What is asked in front of the page. */
export type Dialog =
  | null
  | { ask: "refer" }
  | { ask: "transfer"; asked?: string }
  | { ask: "assign" }
  | { ask: "discard" }
  | { ask: "print" }
  | { ask: "revoke"; referralId: string }
  | { ask: "link"; offer: LinkOfferView }
  | { ask: "unlink"; linkId: string }
  | { ask: "attribute" }
  | StandingDialog
  | { ask: "say"; say: OfferDialog }
  | { ask: "likely"; next: Next };

/** Closing and its like, flags and approvals. */
export type StandingDialog =
  | { ask: Standing | "flag" }
  | { ask: "editFlag" | "resolveFlag"; flag: FlagView }
  | { ask: "approve" | "sendBack"; approval: ApprovalView; request: string };

/** Answers to referrals, transfers and requests, with what is said with them. */
export type OfferDialog =
  | { to: "finish"; id: string }
  | { to: "declineReferral"; id: string }
  | { to: "declineTransfer"; transfer: TransferView }
  | { to: "askForCase" }
  | { to: "refuse"; request: RequestView };

/** Where saving leads: to the record, or to the next blank one. */
export type Next = "stay" | "new";

/** What the person may do on the page, for buttons and keys alike. */
export interface Does {
  edit: () => void;
  save: () => void;
  saveNew: () => void;
  leave: () => void;
  next: () => void;
  before: () => void;
  nextError: () => void;
  discard: () => void;
  /** Begins an action of the case, or says why it is refused now. */
  act: (action: string) => void;
  /** Asks something in front of the page. */
  ask: (dialog: Dialog) => void;
}

const controls = ":is(input, select, textarea):not([type='hidden'])";

/** The first thing one can type in on the form. */
export async function focusFirst(): Promise<void> {
  (await onceDrawn(`.form .field.open ${controls}`))?.focus();
}

export async function focusSpot({
  fieldId,
  entryId,
}: {
  fieldId: string;
  entryId: string | null;
}): Promise<void> {
  const end = entryId === null ? spotKey({ fieldId, entryId, subformId: null }) : `/${entryId}/${fieldId}`;
  const field = await onceDrawn(`.form [data-spot$="${CSS.escape(end)}"]`);
  field?.scrollIntoView({ block: "nearest" });
  field?.querySelector<HTMLElement>(controls)?.focus();
}

/** Shows a form from its top, ready to be typed in while one is writing. */
export async function goToForm(page: CaseState, formId: string): Promise<void> {
  page.formAt = formId;
  await tick();
  if (page.editing) await focusFirst();
}

/** The button of the advice on the question one is in, if it has any. */
function guideHere(): HTMLElement | null {
  return document.activeElement?.closest(".field")?.querySelector<HTMLElement>("[data-guide]") ?? null;
}

/** Adds a row to the subform one is in, else to the first of the form. */
async function addEntry(): Promise<void> {
  const inside = document.activeElement?.closest(".subform");
  const add =
    inside?.querySelector<HTMLElement>("[data-add]") ?? (await onceDrawn(".form .subform [data-add]"));
  add?.click();
}

const asked = [
  "refer",
  "transfer",
  "assign",
  "flag",
  "close",
  "reopen",
  "disable",
  "enable",
  "attribute",
] as const;

/** Whether an action of the case begins with a question of its own name. */
export function isAsked(action: string): action is (typeof asked)[number] {
  return asked.some((known) => known === action);
}

/** Keys of the page as it is now. */
export function keysFor(page: CaseState | null, does: Does): KeyMap {
  if (!page) return { Escape: does.leave };
  const both: KeyMap = {
    Escape: does.leave,
    "Alt+ArrowDown": does.next,
    "Alt+ArrowUp": does.before,
    // Always taken: a web view would print its window, frame and all.
    "Ctrl+P": () => {
      does.act("print");
    },
  };
  if (page.editing) {
    const writing: KeyMap = {
      ...both,
      "Ctrl+S": does.save,
      "Ctrl+Enter": () => void addEntry(),
      F8: does.nextError,
    };
    const guide = guideHere();
    const advise = () => guide?.click();
    return {
      ...writing,
      // Where there is no advice, the key is that of the help.
      ...(guide ? { F1: advise } : {}),
      ...(page.view.caseId === null ? { "Ctrl+Shift+S": does.saveNew } : {}),
    };
  }
  const panel = (name: Exclude<CaseState["panel"], null>) => () => {
    page.historyOf = null;
    page.panel = page.panel === name ? null : name;
  };
  return {
    ...both,
    E: does.edit,
    W: panel("seen"),
    H: panel("history"),
    L: panel("links"),
    F: () => {
      does.act("flag");
    },
    R: () => {
      does.act("refer");
    },
    T: () => {
      does.act("transfer");
    },
    A: () => {
      does.act("assign");
    },
  };
}

function hasGuidance(fields: FieldView[]): boolean {
  return fields.some((field) => field.guidance !== null || hasGuidance(field.entryFields));
}

/** Whether there is anything to say about linked records. */
export function hasLinks({ view }: CaseState): boolean {
  const { links, offers, mayAddIncident } = view.links;
  const told = view.sameIds.some(({ toldApart }) => toldApart);
  return view.caseId !== null && (links.length > 0 || offers.length > 0 || mayAddIncident || told);
}

export function mayPrint({ view }: CaseState): boolean {
  return view.actions.some(({ action, refused }) => action === "print" && refused === null);
}

/** What help is about: the question in front of the page, what stands beside it, or how one is on it. */
export function helpOf(page: CaseState | null, stepping: boolean, dialog: Dialog): Topic {
  if (dialog && ["refer", "transfer", "assign"].includes(dialog.ask)) return "share";
  if (page?.panel === "seen") return "seen";
  if (stepping) return "register";
  return page?.editing ? "edit" : "read";
}

export function hintsFor(page: CaseState): KeyHint[] {
  if (page.editing) {
    const hints: KeyHint[] = [
      { keys: ["Tab"], does: "key-next-field" },
      { keys: ["Ctrl S"], does: "key-save" },
    ];
    if (page.errors.length > 0) hints.push({ keys: ["F8"], does: "key-next-error" });
    hints.push(
      { keys: ["Ctrl Enter"], does: "key-add-entry" },
      { keys: ["Esc"], does: "key-stop" },
      { keys: ["Alt ↑", "Alt ↓"], does: "key-forms" },
    );
    if (page.form && hasGuidance(page.form.fields)) hints.push({ keys: ["F1"], does: "key-guidance" });
    return hints;
  }
  if (page.panel === "history") {
    return [
      { keys: ["↑", "↓"], does: "key-move" },
      { keys: ["Enter"], does: "key-open" },
      { keys: ["Esc"], does: "key-close" },
    ];
  }
  const hints: KeyHint[] = page.mayWrite ? [{ keys: ["E"], does: "key-edit" }] : [];
  return [
    ...hints,
    { keys: ["Alt ↑", "Alt ↓"], does: "key-forms" },
    { keys: ["W"], does: "key-seen" },
    { keys: ["H"], does: "key-history" },
    ...(mayPrint(page) ? [{ keys: ["Ctrl P"], does: "key-print" as const }] : []),
    { keys: ["Esc"], does: "key-back" },
  ];
}
