import type { SyncItemView } from "../../lib/bindings/SyncItemView";
import type { MarkName } from "../../lib/marks";

const marks: Record<string, MarkName> = {
  waiting: "unsent",
  pending: "pending",
  refused: "refused",
  ended: "withheld",
  late_edit: "alert",
  two_values: "two",
};

/** The shape for a state of the panel. */
export function stateMark(state: string): MarkName {
  return marks[state] ?? "alert";
}

/** Items that stand under "going out"; everything else wants to be read by a person. */
export function goingOut(item: SyncItemView): boolean {
  return item.state === "waiting" || item.state === "pending";
}

/** What goes out, one line for each case: its changes and its acts wait for the same contact. */
export function byCase(items: SyncItemView[]): SyncItemView[] {
  const lines: SyncItemView[] = [];
  for (const item of items) {
    const at = lines.findIndex((line) => line.caseId !== null && line.caseId === item.caseId);
    const line = lines[at];
    if (!line) lines.push(item);
    else {
      const atMs = Math.max(line.atMs, item.atMs);
      lines[at] = { ...line, state: "waiting", count: line.count + item.count, atMs };
    }
  }
  return lines;
}

export function needsPerson(item: SyncItemView): boolean {
  return !goingOut(item);
}
