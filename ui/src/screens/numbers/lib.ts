import type { DashboardView } from "../../lib/bindings/DashboardView";
import type { NumberView } from "../../lib/bindings/NumberView";
import { t, word } from "../../lib/messages.svelte";

/** What a dashboard is called; those of approvals by the form that is approved. */
export function titleOf({ id, about }: DashboardView): string {
  if (about === null) return word("dashboard", id);
  return t(id.endsWith("_pending") ? "dashboard-approvals-pending" : "dashboard-approvals", { form: about });
}

/** Its numbers one below the other, where there is one of each; none where it takes a table. */
export function linesOf({ columns, rows }: DashboardView): { label: string; one: NumberView }[] | null {
  const single = rows.length === 1 && rows[0]?.label === "";
  if (single) return (rows[0]?.numbers ?? []).map((one, at) => ({ label: columns[at] ?? "", one }));
  if (columns.length > 1) return null;
  return rows.flatMap(({ label, numbers }) => numbers.map((one) => ({ label, one })));
}
