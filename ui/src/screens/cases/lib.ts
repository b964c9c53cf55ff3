import type { ClauseView } from "../../lib/bindings/ClauseView";
import type { RecordTypeView } from "../../lib/bindings/RecordTypeView";
import type { CaseRowView } from "../../lib/bindings/CaseRowView";
import type { SortView } from "../../lib/bindings/SortView";
import type { MarkName } from "../../lib/marks";
import type { MessageKey } from "../../lib/message-keys";

/** Rows asked for at once; the app answers at most 200. */
export const PAGE_ROWS = 100;

/** Rows drawn above and below what is in sight. */
const SPARE_ROWS = 8;

/** Columns that a person adds at most. */
export const COLUMNS_MAX = 3;

/** First and last row in sight, both included. */
export interface Span {
  first: number;
  last: number;
}

/** A clause that asks for one value. */
export function oneOf(key: string, ...values: string[]): ClauseView {
  return { key, is: "any", values, from: null, to: null, days: null };
}

/** A clause that asks whether there is any. */
export function filled(key: string): ClauseView {
  return { key, is: "filled", values: [], from: null, to: null, days: null };
}

export function sameClause(one: ClauseView, other: ClauseView): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The filters that are always at hand; only cases have a risk. */
export function quickFilters(
  record: RecordTypeView,
  me: string,
): { id: string; label: MessageKey; clause: ClauseView }[] {
  const all = [
    { id: "mine", label: "filter-mine" as const, clause: oneOf("@owner", me) },
    { id: "news", label: "filter-news" as const, clause: filled("@news") },
    { id: "high_risk", label: "filter-high-risk" as const, clause: oneOf("risk_level", "high") },
    { id: "two_values", label: "filter-two-values" as const, clause: filled("@two_values") },
    { id: "unsent", label: "filter-unsent" as const, clause: filled("@unsent") },
  ];
  return all.filter(({ id }) => id !== "high_risk" || record === "case");
}

/** The clauses with one more, which takes the place of an older one of the same key. */
export function withClause(clauses: ClauseView[], clause: ClauseView): ClauseView[] {
  return [...clauses.filter(({ key }) => key !== clause.key), clause];
}

/** The columns of a list; age, sex and risk are of cases, and an incident has no name. */
export function columnsOf(record: RecordTypeView): { name: boolean; child: boolean } {
  return { name: record !== "incident", child: record === "case" };
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** The rows to draw for a scroll position. */
export function spanOf(scrollTop: number, height: number, rowHeight: number, total: number): Span {
  const last = Math.max(0, total - 1);
  return {
    first: clamp(Math.floor(scrollTop / rowHeight) - SPARE_ROWS, 0, last),
    last: clamp(Math.ceil((scrollTop + height) / rowHeight) + SPARE_ROWS, 0, last),
  };
}

/** The pages that hold these rows. */
export function pagesOf({ first, last }: Span): number[] {
  const from = Math.floor(first / PAGE_ROWS);
  const to = Math.floor(last / PAGE_ROWS);
  return Array.from({ length: to - from + 1 }, (_, nth) => from + nth);
}

/** Where to scroll so that a row is wholly in sight; null when it is already. */
export function scrollFor(at: number, rowHeight: number, scrollTop: number, height: number): number | null {
  if (at * rowHeight < scrollTop) return at * rowHeight;
  if ((at + 1) * rowHeight > scrollTop + height) return (at + 1) * rowHeight - height;
  return null;
}

/** The gravest of refused, pending and unsent; they share one slot. */
export function sendingMark(row: Pick<CaseRowView, "refused" | "pending" | "unsent">): MarkName | null {
  if (row.refused) return "refused";
  if (row.pending) return "pending";
  return row.unsent ? "unsent" : null;
}

/** The order after a click on a column's head: that column, then the other way round. */
export function nextSort(now: SortView, key: string): SortView {
  if (key === "@changed") return { key, descending: true };
  return { key, descending: now.key === key && key !== "@name" && !now.descending };
}
