import type { TaskView } from "../lib/bindings/TaskView";
import type { TodayView } from "../lib/bindings/TodayView";

const DAY_MS = 24 * 60 * 60 * 1000;

function task(at: number, days: number, label: string, name: string | null, more: Partial<TaskView> = {}) {
  const due = new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
  const caseId = `case-${String(at)}`;
  const of = { caseId, caseIdDisplay: ["4C1E9B7", "9F03A2D", "0BE92A4"][at % 3] ?? "", name };
  const about = {
    kind: "follow_up",
    entryId: null,
    about: null,
    risk: null,
    riskLabel: null,
    formId: "basic_identity",
  };
  return { ...of, ...about, nameWithheld: name === null, label, due, days, ...more };
}

/** A caseworker's day with something of each kind. */
export function aDay(): TodayView {
  const high = { risk: "high", riskLabel: "High risk" };
  const ago = (days: number) => Date.now() - days * DAY_MS;
  return {
    today: new Date().toISOString().slice(0, 10),
    overdue: 3,
    soon: 3,
    tasks: [
      task(0, -3, "Follow-up", "Mohamed Amin Abdalla", { about: "Home visit", ...high }),
      task(1, -1, "Assessment", "محمد أمين عبد الله حسن"),
      task(2, -1, "Service", "Lul Deng", { about: "School place" }),
      task(3, 0, "Case plan", "Zeinab Mohamed Amin", high),
      task(4, 1, "Follow-up", "Hamid Noor Ali"),
      task(5, 6, "Service", "মোহাম্মদ আমিন উল্লাহ", { about: "Family tracing" }),
    ],
    waiting: [
      {
        caseId: "case-1",
        caseIdDisplay: "A7710CE",
        name: null,
        nameWithheld: true,
        kind: "referral",
        by: "mariam.sayed",
        atMs: ago(1),
      },
      {
        caseId: "case-2",
        caseIdDisplay: "D8E0213",
        name: "ሰላም ታደሰ",
        nameWithheld: false,
        kind: "transfer",
        by: "rahel.girma",
        atMs: ago(3),
      },
    ],
    flagCount: 1,
    flags: [
      {
        caseId: "case-1",
        caseIdDisplay: "9F03A2D",
        name: "محمد أمين عبد الله حسن",
        nameWithheld: false,
        about: "The tent was flooded again; where do they sleep?",
        by: "tesfaye.bekele",
        atMs: ago(1),
      },
    ],
    sameIdCases: 1,
    sameId: [
      {
        caseId: "case-0",
        caseIdDisplay: "4C1E9B7",
        name: "Amina Yusuf Warsame",
        nameWithheld: false,
        labels: ["National ID number"],
        others: ["9F03A2D"],
      },
    ],
    newsCases: 1,
    news: [
      {
        caseId: "case-3",
        caseIdDisplay: "5D60E18",
        name: "Zeinab Mohamed Amin",
        nameWithheld: false,
        by: ["tesfaye.bekele"],
        forms: ["Services"],
        acts: ["referral.accept"],
        atMs: ago(0.1),
      },
    ],
    toSettle: [
      {
        caseId: "case-0",
        title: "Amina Yusuf Warsame",
        state: "refused",
        reason: "target_not_allowed",
        atMs: Date.now(),
        count: 1,
      },
      {
        caseId: "case-0",
        title: "Amina Yusuf Warsame",
        state: "two_values",
        reason: null,
        atMs: ago(1),
        count: 2,
      },
    ],
  };
}
