import type { CaseListRequest } from "../lib/bindings/CaseListRequest";
import type { CaseListView } from "../lib/bindings/CaseListView";
import type { CaseView } from "../lib/bindings/CaseView";
import type { CaseRowView } from "../lib/bindings/CaseRowView";
import type { Commands } from "../lib/bindings/Commands";
import type { DraftView } from "../lib/bindings/DraftView";
import type { EditRequest } from "../lib/bindings/EditRequest";
import type { ErrorView } from "../lib/bindings/ErrorView";
import type { FirstDayView } from "../lib/bindings/FirstDayView";
import type { ListChoices } from "../lib/bindings/ListChoices";
import type { RecordTypeView } from "../lib/bindings/RecordTypeView";
import type { SessionView } from "../lib/bindings/SessionView";
import type { SyncReportView } from "../lib/bindings/SyncReportView";
import { administration } from "./administration";
import { foundBeyond } from "./beyond";
import { draftedFiles, fileAnswers } from "./files";
import { formAsItWas, logOf } from "./history";
import { aDay } from "./today";
import { dashboards, listKeys, listValues } from "./lists";
import { likelyOf } from "./likely";
import { findOptions, PLACES } from "./places";
import { blankCase, listsMark, openCase, openInEmergency, openOther, people } from "./case";
import { consequencesOf } from "./rules";
import { demoLists, w } from "./words";

const MINUTE_MS = 60_000;
const query = new URLSearchParams(location.search);
const total = Number(query.get("cases") ?? "100000");

const line = {
  lastContactAtMs: Date.now() - 124 * MINUTE_MS,
  waiting: total === 0 ? 0 : 14,
  cases: total,
  toSettle: total === 0 ? 0 : 2,
  toDerive: 0,
};
let session: SessionView | null = null;
const drafts = new Map<string, DraftView>();
let lastReport: SyncReportView | null = null;
let entries = 0;
const firstDays = new Map<string, FirstDayView>();
let choices: ListChoices = { saved: [], columns: [] };

const names = [
  "Amina Yusuf Warsame",
  "Mohamed Amin Abdalla",
  "محمد أمين عبد الله حسن",
  "Abel Tekle",
  "سارة عثمان بخيت",
  "Nyandeng Kuol",
  "Rehana Begum",
  "Lul Deng",
];

function pick<T>(items: T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}

const allRecords: RecordTypeView[] = ["case", "incident", "tracing_request", "family", "registry_record"];

/** The page that is open, as the app remembers it. */
let open = openCase();

function row(record: RecordTypeView, index: number): CaseRowView {
  const isCase = record === "case";
  const risk = pick(["high", "medium", "low", "low"], index);
  return {
    caseId: `${record}-${index}`,
    caseIdDisplay: (0x7a20f4c + index * 7919).toString(16).slice(-7).toUpperCase(),
    name: index % 11 === 6 || record === "incident" ? null : pick(names, index),
    nameWithheld: index % 11 === 6,
    age: isCase ? 4 + (index % 13) : null,
    ageAbout: index % 3 === 0,
    sexLabel: isCase ? pick([w("Girl", "بنت"), w("Boy", "ولد")], index) : null,
    risk: isCase ? risk : null,
    stageLabel: isCase ? pick([w("New", "جديدة"), w("Case plan", "خطة الحالة")], index) : null,
    riskLabel: isCase
      ? pick(Object.values(demoLists()["risk"] ?? []), ["high", "medium", "low"].indexOf(risk)).label
      : null,
    owner: index % 9 === 4 ? "mariam.sayed" : "salma.idris",
    status: "open",
    changedAtMs: Date.now() - index * 97 * MINUTE_MS,
    twoValues: index % 7 === 0,
    unsent: index % 5 === 1,
    pending: index % 9 === 5,
    refused: index % 23 === 3,
    flags: index % 6 === 2 ? 1 : 0,
    news: index % 8 === 1,
    sameId: index % 10 === 2,
    endsAtMs: index % 10 === 7 ? Date.now() + 86_400_000 : null,
    cells: [],
    hit: null,
  };
}

function listCases({ record, offset, limit, search, clauses, columns }: CaseListRequest): CaseListView {
  const all = record === "case" ? total : record === "registry_record" ? 0 : Math.round(total / 1000);
  const found = search === "" ? all : Math.round(all / 10 ** search.length);
  const count = Math.round(found / 5 ** clauses.length);
  const shown = Math.max(0, Math.min(limit, count - offset));
  const rows = Array.from({ length: shown }, (_, nth) => row(record, offset + nth));
  const label = (key: string) => listKeys().find((one) => one.key === key)?.label ?? key;
  return {
    total: count,
    rows: rows.map((one) => ({ ...one, cells: columns.map(() => "–") })),
    said: clauses.map(({ key, values }) => ({ label: label(key), what: values.join(", ") })),
    columns: columns.map(label),
  };
}

function likely(edits: EditRequest[], ruledOut: string[] = []) {
  const rows = Array.from({ length: 30 }, (_, nth) => row("case", nth));
  return likelyOf(
    edits,
    rows.filter(({ caseId }) => !ruledOut.includes(caseId)),
  );
}

function enter(userName: string): SessionView {
  const view: SessionView = {
    userName,
    agency: "Hands for Children",
    role: "caseworker",
    programme: "Wadi Halba",
    records: allRecords.map((record) => ({ record, mayCreate: true, mayAssign: record === "case" })),
    line,
    idleLockMinutes: 10,
    searchesBeyond: true,
    administers: true,
    counts: true,
  };
  session = view;
  return view;
}

function refuse(code: string): never {
  const error: ErrorView = { code, args: {} };
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- as the bridge rejects
  throw error;
}

/** Opens a page; what follows from typing is asked about this one. */
function show(page: CaseView): CaseView {
  const draft = drafts.get(page.caseId ?? page.record) ?? null;
  open = { ...page, draft, draftedFiles: draftedFiles(draft?.edits ?? []) };
  return open;
}

const view = () => show(openCase());

function openRecord(caseId: string): CaseView {
  if (caseId.startsWith("found-")) return show(openInEmergency(caseId));
  const record = allRecords.find((one) => caseId.startsWith(`${one}-`)) ?? "case";
  return record === "case" ? view() : show(openOther(record));
}

type Answers = { [K in keyof Commands]: (args: Commands[K]["args"]) => Commands[K]["ret"] };

const all: Answers = {
  sign_in_options: () => ({
    programme: "Wadi Halba",
    people: ["daniel.okot", "salma.idris", "tesfaye.bekele"].map((userName) => ({
      userName,
      damaged: false,
    })),
    passwordLengthMin: 12,
    language: query.get("lang") ?? "en",
  }),
  enrol: ({ code }) => (code === "" ? refuse("code_invalid") : enter("salma.idris")),
  sign_in: ({ userName, password }) => (password === "wrong" ? refuse("wrong_password") : enter(userName)),
  lock: () => (session = null),
  session: () => (query.has("in") ? enter("salma.idris") : session),
  line: () => line,
  set_language: () => null,
  change_password: ({ old }) => (old === "wrong" ? refuse("wrong_password") : null),
  list_cases: listCases,
  list_keys: listKeys,
  list_values: listValues,
  list_choices: () => choices,
  first_day: () => firstDays.get(session?.userName ?? "") ?? { done: [], away: false },
  keep_first_day: (day) => {
    firstDays.set(session?.userName ?? "", day);
    return null;
  },
  keep_list_choices: ({ choices: kept }) => {
    choices = kept;
    return null;
  },
  dashboards,
  do_task: () => null,
  heard: () => [
    { user: "yusuf.karim", atMs: null },
    { user: "tesfaye.bekele", atMs: Date.now() - 4 * 24 * 60 * MINUTE_MS },
  ],
  new_case: ({ record }) => show(blankCase(record)),
  open_case: ({ caseId }) => openRecord(caseId),
  consequences: ({ edits }) => consequencesOf(open.forms, edits),
  option_lists: () => ({ mark: listsMark(), lists: demoLists(), long: [PLACES] }),
  find_options: findOptions,
  likely_cases: ({ edits }) => likely(edits),
  save_case: ({ caseId, record, edits, ruledOut }) => {
    const bad = edits.find((edit) => edit.value === "2026-06-31");
    const errors =
      bad?.fieldId == null ? [] : [{ fieldId: bad.fieldId, entryId: bad.entryId, code: "invalid_date" }];
    const found = caseId === null && record === "case" && errors.length === 0 ? likely(edits, ruledOut) : [];
    if (errors.length === 0 && found.length === 0) drafts.delete(caseId ?? record);
    return { caseId: caseId ?? `${record}-0`, caseIdDisplay: "7A20F4C", errors, likely: found };
  },
  keep_draft: ({ caseId, record, edits }) => {
    if (edits.length === 0) drafts.delete(caseId ?? record);
    else drafts.set(caseId ?? record, { atMs: Date.now(), edits });
    return null;
  },
  resolve_field: view,
  settle_entry: view,
  refer_options: () => ({
    refused: query.get("refused"),
    mayOverride: false,
    recipients: people,
    types: [
      {
        roleId: "health",
        label: "Health: clinical care",
        reads: ["Basic identity", "Consent", "Care arrangement"],
        writes: ["Services"],
      },
      { roleId: "school", label: "Schooling", reads: ["Basic identity"], writes: ["Services"] },
    ],
    services: [
      { entryId: "e1", label: "Health, 12 November, not yet", service: "health" },
      { entryId: "e2", label: "Schooling, 3 December", service: "school" },
    ],
  }),
  refer: view,
  answer_referral: view,
  transfer_options: () => ({ recipients: people, refused: "no_consent", mayOverride: true }),
  transfer: view,
  answer_transfer: view,
  ask_for_case: view,
  search_beyond: ({ query: sought }) => {
    if (query.has("offline")) refuse("relay_unreachable");
    return { hits: foundBeyond(sought) };
  },
  ask_for_found: () => null,
  break_glass: () => null,
  end_glass: view,
  link: view,
  unlink: view,
  attribute: view,
  child_options: () => ({ recipients: people }),
  reject_request: view,
  set_standing: view,
  add_flag: view,
  answer_flag: view,
  request_approval: view,
  answer_request: view,
  assign_options: () => ({ recipients: people }),
  assign: view,
  assign_all: ({ caseIds }) => ({ assigned: caseIds.length, refused: [] }),
  settle_late_edit: view,
  tell_apart: ({ otherId, isTold }) => {
    const sameIds = open.sameIds.map((same) =>
      same.row.caseId === otherId ? { ...same, toldApart: isTold } : same,
    );
    return show({ ...open, sameIds });
  },
  history: logOf,
  as_it_was: formAsItWas,
  sync_now: () => {
    if (query.has("offline")) refuse("relay_unreachable");
    lastReport = { pushed: 14, pulled: 61, refused: [], bytes_up: 6312, bytes_down: 330_120, round_trips: 3 };
    return lastReport;
  },
  today: aDay,
  derive_some: () => 0,
  sync_panel: () => ({
    line,
    relay: "https://relay.wadi-halba.example",
    lastReport,
    items: [
      {
        caseId: "case-0",
        title: "Amina Yusuf Warsame",
        state: "refused",
        reason: "target_not_allowed",
        atMs: Date.now(),
        count: 1,
      },
      {
        caseId: null,
        title: "30F9D22",
        state: "ended",
        reason: "assigned",
        atMs: Date.now() - 9e8,
        count: 2,
      },
      {
        caseId: "case-2",
        title: "محمد أمين عبد الله حسن",
        state: "waiting",
        reason: null,
        atMs: Date.now(),
        count: 3,
      },
      {
        caseId: "case-5",
        title: "Nyandeng Kuol",
        state: "pending",
        reason: null,
        atMs: Date.now(),
        count: 1,
      },
    ],
  }),
  ...administration,
  new_entry_id: () => `entry-new-${(entries += 1)}`,
};

export const answers = { ...all, ...fileAnswers(refuse) } as Record<
  string,
  ((args: never) => unknown) | undefined
>;
