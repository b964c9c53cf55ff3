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

export function needsPerson(item: SyncItemView): boolean {
  return !goingOut(item);
}
