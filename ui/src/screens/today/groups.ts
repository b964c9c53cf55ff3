import type { TaskView } from "../../lib/bindings/TaskView";
import type { TodayView } from "../../lib/bindings/TodayView";
import { list, when } from "../../lib/format";
import type { MarkName } from "../../lib/marks";
import { errorText, t, word } from "../../lib/messages.svelte";
import { stateMark } from "../sync/lib";
import { dueWords, toSettle } from "./lib";

/** One line of the day. */
export interface Line {
  key: string;
  mark: MarkName;
  what: string;
  name: { caseIdDisplay: string; name: string | null; nameWithheld: boolean };
  about: string | null;
  when: string;
  late: boolean;
  next: string | null;
  caseId: string | null;
  formId: string | null;
  panel?: "flags";
  /** What can be written down as done from here. */
  task: TaskView | null;
}

export interface Group {
  id: string;
  title: string;
  /** How many there are, shown or not. */
  count: number;
  lines: Line[];
}

/** The day in groups, the most urgent first; those with nothing in them are left out. */
export function groupsOf(view: TodayView): Group[] {
  // Two follow-ups of a case may be due on one day: nothing that is shown tells them apart.
  const tasks = view.tasks.map((task, index): Line => ({
    key: String(index),
    mark: task.days < 0 ? "overdue" : "soon",
    what: task.about === null ? task.label : t("today-about", { what: task.label, about: task.about }),
    name: task,
    about: task.riskLabel,
    when: dueWords(task),
    late: task.days < 0,
    next: null,
    caseId: task.caseId,
    formId: task.formId,
    task,
  }));
  const of = (late: boolean) => tasks.filter((line) => line.late === late);
  const all: Group[] = [
    { id: "overdue", title: t("today-overdue"), count: view.overdue, lines: of(true) },
    { id: "waiting", title: t("today-waiting"), count: view.waiting.length, lines: waiting(view) },
    ...settle(view),
    { id: "news", title: t("today-news"), count: view.newsCases, lines: news(view) },
    { id: "flags", title: t("today-flags"), count: view.flagCount, lines: flags(view) },
    { id: "same", title: t("today-same-id"), count: view.sameIdCases, lines: same(view) },
    { id: "soon", title: t("today-soon"), count: view.soon, lines: of(false) },
  ];
  return all.filter((group) => group.lines.length > 0);
}

function waiting(view: TodayView): Line[] {
  return view.waiting.map((one, index) => ({
    key: String(index),
    mark: "pending",
    what: word("today-waiting", one.kind),
    name: one,
    about: one.by,
    when: when(one.atMs),
    late: false,
    next: null,
    caseId: one.caseId,
    formId: null,
    task: null,
  }));
}

function settle(view: TodayView): Group[] {
  return toSettle(view.toSettle).map(({ state, items }) => ({
    id: state,
    title: word("today-settle", state),
    count: items.length,
    lines: items.map((item, index) => ({
      key: String(index),
      mark: stateMark(state),
      what: word("sync-state", state),
      name: { caseIdDisplay: "", name: item.title, nameWithheld: false },
      about: null,
      when: when(item.atMs),
      late: false,
      next: item.reason === null ? null : errorText({ code: item.reason }),
      caseId: item.caseId,
      formId: null,
      task: null,
    })),
  }));
}

/** What others did: the acts first, then where they wrote. */
function news(view: TodayView): Line[] {
  return view.news.map((one, index) => ({
    key: String(index),
    mark: "alert",
    what: list([...one.acts.map((kind) => word("act", kind)), ...one.forms]),
    name: one,
    about: list(one.by),
    when: when(one.atMs),
    late: false,
    next: null,
    caseId: one.caseId,
    formId: null,
    task: null,
  }));
}

function same(view: TodayView): Line[] {
  return view.sameId.map((one, index) => ({
    key: String(index),
    mark: "same",
    what: list(one.labels),
    name: one,
    about: null,
    when: "",
    late: false,
    next: t("today-same-as", { ids: list(one.others) }),
    caseId: one.caseId,
    formId: null,
    task: null,
  }));
}

function flags(view: TodayView): Line[] {
  return view.flags.map((flag, index) => ({
    key: String(index),
    mark: "flag",
    what: t("flag-title"),
    name: flag,
    about: null,
    when: when(flag.atMs),
    late: false,
    next: t("today-flag-said", { person: flag.by, about: flag.about ?? t("flag-closed-to-you") }),
    caseId: flag.caseId,
    formId: null,
    panel: "flags",
    task: null,
  }));
}
