import type { CountedRequest } from "../lib/bindings/CountedRequest";
import type { CountedView } from "../lib/bindings/CountedView";
import type { DashboardView } from "../lib/bindings/DashboardView";
import type { KeyView } from "../lib/bindings/KeyView";
import type { ValuesView } from "../lib/bindings/ValuesView";
import { oneOf } from "../screens/cases/lib";
import { w } from "./words";

/** Something of each kind that a list can be filtered by. */
export function listKeys(): KeyView[] {
  const identity = w("Basic identity", "الهوية الأساسية");
  return [
    { key: "@standing", label: w("Status", "الحالة"), form: null, kind: "choice" },
    { key: "@news", label: w("New for me", "جديد لي"), form: null, kind: "there" },
    { key: "@created", label: w("Begun", "بدأت في"), form: null, kind: "days" },
    { key: "@age", label: w("Age", "العمر"), form: null, kind: "number" },
    { key: "risk_level", label: w("Risk level", "مستوى الخطورة"), form: identity, kind: "choice" },
    {
      key: "protection_concerns",
      label: w("Protection concerns", "مخاوف الحماية"),
      form: identity,
      kind: "choice",
    },
  ];
}

const risks = (): CountedView[] => [
  { value: "high", label: w("High", "مرتفع"), count: 6 },
  { value: "medium", label: w("Medium", "متوسط"), count: 14 },
  { value: "low", label: w("Low", "منخفض"), count: 17 },
];

export function listValues({ search, chosen }: CountedRequest): ValuesView {
  const sought = search.toLocaleLowerCase();
  const rest = risks().filter(({ value }) => !chosen.includes(value));
  const first = risks().filter(({ value }) => chosen.includes(value));
  const found = rest.filter(({ label }) => label.toLocaleLowerCase().startsWith(sought));
  return { values: [...first, ...found], more: search === "" ? 4 : 0 };
}

const number = (count: number) => ({ count, clauses: [oneOf("@standing", "open")] });

/** Single numbers, a list and a table. */
export function dashboards(): DashboardView[] {
  return [
    {
      id: "case_overview",
      about: null,
      columns: [w("open", "مفتوحة"), w("changed last by somebody else", "آخر من غيّرها شخص آخر")],
      rows: [{ label: "", numbers: [number(38), number(3)] }],
    },
    {
      id: "case_risk",
      about: null,
      columns: [w("open", "مفتوحة")],
      rows: risks().map(({ label, count }) => ({ label, numbers: [number(count)] })),
    },
    {
      id: "dash_cases_by_social_worker",
      about: null,
      columns: [w("open", "مفتوحة"), w("changed last by somebody else", "آخر من غيّرها شخص آخر")],
      rows: [
        { label: "salma.idris", numbers: [number(38), number(3)] },
        { label: "tesfaye.bekele", numbers: [number(44), number(0)] },
      ],
    },
  ];
}
