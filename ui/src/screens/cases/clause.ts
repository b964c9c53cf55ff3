import type { ClauseView } from "../../lib/bindings/ClauseView";
import type { IsView } from "../../lib/bindings/IsView";
import type { KeyView } from "../../lib/bindings/KeyView";
import type { MessageKey } from "../../lib/message-keys";

/** What can be asked of a kind of key, in the order in which it is offered. */
const asks: Record<KeyView["kind"], IsView[]> = {
  choice: ["any", "none", "filled", "empty"],
  days: ["between", "last_days", "before", "this_week", "last_week", "filled", "empty"],
  number: ["between", "filled", "empty"],
  there: ["filled", "empty"],
  text: ["words"],
};

export function asksOf(kind: KeyView["kind"]): IsView[] {
  return asks[kind];
}

const words: Record<IsView, MessageKey> = {
  any: "filter-any",
  none: "filter-none",
  filled: "filter-filled",
  empty: "filter-empty",
  between: "filter-between",
  last_days: "filter-last-days",
  before: "filter-before",
  this_week: "filter-this-week",
  last_week: "filter-last-week",
  words: "filter-words",
};

/** What is asked, in words; of what is there or not, yes and no. */
export function askWord(kind: KeyView["kind"], is: IsView): MessageKey {
  if (kind !== "there") return words[is];
  return is === "filled" ? "filter-yes" : "filter-no";
}

/** The clause with only what its kind of question has; none while something is missing. */
export function complete(clause: ClauseView): ClauseView | null {
  const { key, is } = clause;
  const bare: ClauseView = { key, is, values: [], from: null, to: null, days: null };
  switch (is) {
    case "any":
    case "none":
      return clause.values.length === 0 ? null : { ...bare, values: clause.values };
    case "words": {
      const typed = clause.values.join(" ").trim();
      return typed === "" ? null : { ...bare, values: [typed] };
    }
    case "between": {
      const end = (text: string | null) => (text === null || text.trim() === "" ? null : text.trim());
      const [from, to] = [end(clause.from), end(clause.to)];
      return from === null && to === null ? null : { ...bare, from, to };
    }
    case "last_days":
    case "before":
      return clause.days === null || clause.days < 1 ? null : { ...bare, days: clause.days };
    default:
      return bare;
  }
}

/** Keys of which the label or the form holds every typed word, in groups by form. */
export function found(keys: KeyView[], typed: string, own: string): { head: string; keys: KeyView[] }[] {
  const sought = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, KeyView[]>();
  for (const key of keys) {
    const head = key.form ?? own;
    const text = `${key.label} ${head}`.toLocaleLowerCase();
    if (!sought.every((one) => text.includes(one))) continue;
    const group = groups.get(head);
    if (group) group.push(key);
    else groups.set(head, [key]);
  }
  return [...groups].map(([head, some]) => ({ head, keys: some }));
}

/** Of those found the one that Enter takes: called just so, else beginning so, else the first. */
export function best(keys: KeyView[], typed: string, own: string): KeyView | undefined {
  const all = found(keys, typed, own).flatMap((group) => group.keys);
  const sought = typed.trim().toLocaleLowerCase();
  const label = (key: KeyView) => key.label.toLocaleLowerCase();
  return (
    all.find((key) => label(key) === sought) ?? all.find((key) => label(key).startsWith(sought)) ?? all[0]
  );
}
