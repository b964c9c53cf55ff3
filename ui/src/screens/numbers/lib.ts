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

/** What stands beside the day: of a board that takes no table what there is any of; none when there is nothing. */
export function onlyCounted(board: DashboardView): DashboardView | null {
  const { columns, rows } = board;
  if (linesOf(board) === null) return null;
  const single = rows[0]?.label === "";
  const there = (at: number) => (rows[0]?.numbers[at]?.count ?? 0) > 0;
  const some = single
    ? rows.map((row) => ({ ...row, numbers: row.numbers.filter((_, at) => there(at)) }))
    : rows.filter(({ numbers }) => numbers.some(({ count }) => count > 0));
  if (some.every(({ numbers }) => numbers.length === 0)) return null;
  return { ...board, columns: single ? columns.filter((_, at) => there(at)) : columns, rows: some };
}
