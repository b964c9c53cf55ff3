import type { CaseFilter } from "../../lib/bindings/CaseFilter";
import type { RecordTypeView } from "../../lib/bindings/RecordTypeView";
import type { CaseRowView } from "../../lib/bindings/CaseRowView";
import type { MarkName } from "../../lib/marks";
import type { MessageKey } from "../../lib/message-keys";

/** Rows asked for at once; the app answers at most 200. */
export const PAGE_ROWS = 100;

/** Rows drawn above and below what is in sight. */
const SPARE_ROWS = 8;

/** First and last row in sight, both included. */
export interface Span {
  first: number;
  last: number;
}

const filters: { filter: CaseFilter; label: MessageKey; casesOnly?: boolean }[] = [
  { filter: "all", label: "filter-all" },
  { filter: "mine", label: "filter-mine" },
  { filter: "high_risk", label: "filter-high-risk", casesOnly: true },
  { filter: "two_values", label: "filter-two-values" },
  { filter: "unsent", label: "filter-unsent" },
];

/** The filters that a list of this type has; only cases have a risk. */
export function filtersOf(record: RecordTypeView): typeof filters {
  return filters.filter(({ casesOnly }) => !casesOnly || record === "case");
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
