import type { AsItWasView } from "../lib/bindings/AsItWasView";
import type { HistoryActView } from "../lib/bindings/HistoryActView";
import type { HistoryChangeView } from "../lib/bindings/HistoryChangeView";
import type { HistoryLineView } from "../lib/bindings/HistoryLineView";
import type { HistoryRequest } from "../lib/bindings/HistoryRequest";
import type { HistoryView } from "../lib/bindings/HistoryView";
import type { WasFieldView } from "../lib/bindings/WasFieldView";
import { w } from "./words";

const HOUR_MS = 3_600_000;

export function lineOf(lineId: string, author: string, hoursAgo: number): HistoryLineView {
  const atMs = Math.floor((Date.now() - hoursAgo * HOUR_MS) / 60_000) * 60_000;
  const nothing = { receivedAtMs: null, formId: null, formLabel: null, change: null, act: null };
  return { lineId, atMs, author, device: null, ...nothing };
}

export function changeOf(
  fieldLabel: string,
  before: string,
  after: string,
  more: Partial<HistoryChangeView> = {},
): HistoryChangeView {
  return {
    fieldLabel,
    kind: "text_field",
    subformLabel: null,
    entry: null,
    removal: null,
    before,
    after,
    stand: null,
    others: [],
    putBackBefore: null,
    putBackAfter: null,
    keep: null,
    ...more,
  };
}

function actOf(act: string, more: Partial<HistoryActView> = {}): HistoryActView {
  const nothing = { code: null, to: null, typeLabel: null, linked: null, said: null };
  return { act, state: "accepted", ...nothing, ...more };
}

function allLines(): HistoryLineView[] {
  const identity = { formId: "basic_identity", formLabel: w("Basic identity", "الهوية الأساسية") };
  const address = w("Current address", "العنوان الحالي");
  const [tent, block] = [w("Reception tent", "خيمة الاستقبال"), w("Block F, tent 12", "القطاع و، خيمة ١٢")];
  const at = { fieldId: "address_current", subformId: null, entryId: null };
  return [
    {
      ...lineOf("act-2", "salma.idris", 0.2),
      act: actOf("referral.offer", { state: "queued", to: "mariam.sayed" }),
    },
    {
      ...lineOf("2.b.4", "salma.idris", 1.5),
      ...identity,
      device: 3,
      change: changeOf(address, tent, block, {
        stand: "settled",
        others: [tent],
        putBackBefore: { ...at, value: tent, now: block, then: tent },
      }),
    },
    {
      ...lineOf("2.b.4", "salma.idris", 1.5),
      ...identity,
      device: 3,
      change: changeOf(w("Date of birth", "تاريخ الميلاد"), "", "2015-03", { kind: "date_field" }),
    },
    {
      ...lineOf("4.a.9", "tesfaye.bekele", 30),
      formId: "services",
      formLabel: w("Services", "الخدمات"),
      device: 1,
      receivedAtMs: Date.now() - 26 * HOUR_MS,
      change: changeOf(w("Services", "الخدمات"), "", "", {
        kind: "",
        subformLabel: w("Services", "الخدمات"),
        entry: w("Health care · 2026-05-12", "رعاية صحية · 2026-05-12"),
        removal: "removed",
        keep: { subformId: "services_section", entryId: "e1" },
      }),
    },
    {
      ...lineOf("2.a.8", "tesfaye.bekele", 31),
      ...identity,
      device: 1,
      change: changeOf(address, w("Block C", "القطاع ج"), tent, { stand: "parted", others: [block] }),
    },
    {
      ...lineOf("act-1", "tesfaye.bekele", 50),
      act: actOf("flag.add", { said: w("Not seen for a week.", "لم تُشاهَد منذ أسبوع.") }),
    },
  ];
}

/** A page of the log, asked as the app is. */
export function logOf({ form, person, acts, offset, limit }: HistoryRequest): HistoryView {
  const all = allLines();
  const fits = (line: HistoryLineView) =>
    (form === null || line.formId === form) &&
    (person === null || line.author === person) &&
    (!acts || line.act !== null);
  const found = all.filter(fits);
  return {
    lines: found.slice(offset, offset + limit),
    total: found.length,
    all: all.length,
    forms: [
      { id: "basic_identity", label: w("Basic identity", "الهوية الأساسية") },
      { id: "services", label: w("Services", "الخدمات") },
    ],
    fields: [{ id: "address_current", label: w("Current address", "العنوان الحالي") }],
    people: ["salma.idris", "tesfaye.bekele"],
    acts: true,
  };
}

export function wasOf(fieldId: string, label: string, then: string[], now: string[]): WasFieldView {
  const differs = then.join() !== now.join();
  return { fieldId, kind: "text_field", label, then, now, differs, putBack: null, entries: [] };
}

export function formAsItWas(): AsItWasView {
  const services = wasOf("services_section", w("Services", "الخدمات"), [], []);
  const type = wasOf("service_type", w("Service", "الخدمة"), [w("Health care", "رعاية صحية")], []);
  const headline = w("Health care", "رعاية صحية");
  return {
    formId: "basic_identity",
    formLabel: w("Basic identity", "الهوية الأساسية"),
    atMs: Date.now() - 31 * HOUR_MS,
    author: "tesfaye.bekele",
    fields: [
      wasOf("name", w("Full name", "الاسم الكامل"), ["Amina Yusuf Warsame"], ["Amina Yusuf Warsame"]),
      wasOf("address_current", w("Current address", "العنوان الحالي"), ["Block C"], ["Block F, tent 12"]),
      {
        ...services,
        differs: true,
        entries: [{ entryId: "e1", headline, state: "gone", fields: [type] }],
      },
    ],
    differing: 2,
  };
}
