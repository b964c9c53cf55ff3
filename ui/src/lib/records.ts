import type { RecordTypeView } from "./bindings/RecordTypeView";
import type { SessionView } from "./bindings/SessionView";
import type { Place } from "./frame.svelte";
import type { MessageKey } from "./message-keys";

/** How the window speaks of a type of records. */
interface RecordWords {
  list: MessageKey;
  begin: MessageKey;
  count: MessageKey;
  /** Head of a record that has no name. */
  nameless: MessageKey;
  /** Whether lists tell its records by name. */
  named: boolean;
}

export const recordWords: Record<RecordTypeView, RecordWords> = {
  case: { list: "nav-cases", begin: "case-new", count: "cases-count", nameless: "name-none", named: true },
  incident: {
    list: "nav-incidents",
    begin: "incident-new",
    count: "incidents-count",
    nameless: "incident",
    named: false,
  },
  tracing_request: {
    list: "nav-tracing",
    begin: "tracing-new",
    count: "tracing-count",
    nameless: "name-none",
    named: true,
  },
  family: {
    list: "nav-families",
    begin: "family-new",
    count: "families-count",
    nameless: "name-none",
    named: true,
  },
  registry_record: {
    list: "nav-registry",
    begin: "registry-new",
    count: "registry-count",
    nameless: "name-none",
    named: true,
  },
};

/** What a person sees first: their day, a list if they have no cases, or what they administer if they have no records. */
export function homeOf(session: SessionView): Place {
  const first = session.records[0];
  if (!first && session.administers) return { screen: "administration" };
  if (session.records.some(({ record }) => record === "case")) return { screen: "today" };
  return { screen: "cases", record: first?.record ?? "case" };
}

export function mayAssign(session: SessionView, record: RecordTypeView): boolean {
  return session.records.some((one) => one.record === record && one.mayAssign);
}

export function mayCreate(session: SessionView, record: RecordTypeView): boolean {
  return session.records.some((one) => one.record === record && one.mayCreate);
}
