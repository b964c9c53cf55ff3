import type { SyncItemView } from "../../lib/bindings/SyncItemView";
import type { TaskView } from "../../lib/bindings/TaskView";
import { day } from "../../lib/format";
import { t } from "../../lib/messages.svelte";

/** When something is due, in words: how late it is, or which day. */
export function dueWords({ days, due }: Pick<TaskView, "days" | "due">): string {
  if (days < 0) return t("today-late", { count: -days });
  if (days === 0) return t("today-now");
  if (days === 1) return t("today-tomorrow");
  // Noon: the same day in every place that reckons by whole days.
  return day(Date.parse(`${due}T12:00`));
}

/** Lines of the panel by what they are, in the order in which they are urgent. */
export function toSettle(items: SyncItemView[]): { state: string; items: SyncItemView[] }[] {
  const states = ["refused", "late_edit", "two_values"];
  const groups = states.map((state) => ({ state, items: items.filter((item) => item.state === state) }));
  return groups.filter((group) => group.items.length > 0);
}
