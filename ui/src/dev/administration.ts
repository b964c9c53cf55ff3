import type { AdminPersonView } from "../lib/bindings/AdminPersonView";
import type { Commands } from "../lib/bindings/Commands";
import type { OptionView } from "../lib/bindings/OptionView";
import type { RoleView } from "../lib/bindings/RoleView";
import { w } from "./words";

const HOUR_MS = 3_600_000;
const option = (id: string, label: string): OptionView => ({ id, label });
const roles = () => [
  option("worker", w("Caseworker", "أخصائي الحالة")),
  option("manager", w("Supervisor", "المشرف")),
];
const agencies = () => [option("hands", "Hands for Children"), option("clinic", w("Clinic", "العيادة"))];
const groups = () => [
  option("north", w("Team North", "فريق الشمال")),
  option("south", w("Team South", "فريق الجنوب")),
];
const services = () => [option("health", w("Health", "الصحة")), option("school", w("Schooling", "التعليم"))];

function people(): AdminPersonView[] {
  return ["daniel.okot", "mariam.sayed", "salma.idris", "tesfaye.bekele"].map((userName, nth) => ({
    userName,
    role: roles()[nth % 2] ?? option("", ""),
    agency: agencies()[nth === 3 ? 1 : 0] ?? option("", ""),
    groups: groups().slice(0, 1 + (nth % 2)),
    location: nth === 1 ? option("F", w("Block F", "المربع و")) : null,
    services: nth === 3 ? services().slice(0, 1) : [],
    disabled: nth === 1,
    base: 10 + nth,
    mayChange: true,
    mayTurn: userName !== "salma.idris",
    mayMakeCode: true,
    isMe: userName === "salma.idris",
  }));
}

function role({ id, label }: OptionView): RoleView {
  return {
    id,
    label,
    labels: { en: label },
    scope: id === "worker" ? "self" : "group",
    isTypeOfReferral: false,
    actions: [
      { resource: "case", actions: ["read", "write", "create", "view_photo"] },
      { resource: "user", actions: ["read"] },
    ],
    forms: [
      { formId: "basic", record: "case", label: w("Basic identity", "الهوية"), mode: "rw" },
      { formId: "health", record: "case", label: w("Health", "الصحة"), mode: null },
      { formId: "incident", record: "incident", label: w("Incident", "الحادثة"), mode: "r" },
    ],
    mayChange: id === "worker",
    whyNot: id === "worker" ? null : "role_above_own",
  };
}

const unit = ({ id, label }: OptionView) => ({ id, label, labels: { en: label }, mayChange: true });

type Asked =
  | "admin_people"
  | "put_person"
  | "make_code"
  | "admin_devices"
  | "revoke_device"
  | "admin_organisation"
  | "change_role"
  | "check_configuration"
  | "publish_configuration"
  | "put_unit";

/** What a relay would say to somebody who administers everybody. */
export const administration: { [K in Asked]: (args: Commands[K]["args"]) => Commands[K]["ret"] } = {
  admin_people: () => ({
    people: people(),
    mayAdd: true,
    roles: roles(),
    agencies: agencies(),
    groups: groups(),
    services: services(),
  }),
  put_person: () => null,
  make_code: ({ userName }) => ({
    userName,
    code: "04CSQ-7D2Z9-KM1PV-0QW8R-5T6YB-HJ3NX-G4ECA-2F7D9",
    validDays: 14,
  }),
  admin_devices: () =>
    ["salma.idris", "daniel.okot", "tesfaye.bekele"].map((userName, nth) => ({
      device: nth + 1,
      userName,
      enrolledAtMs: Date.now() - 900 * HOUR_MS,
      contactAtMs: nth === 2 ? null : Date.now() - (1 + nth * 50) * HOUR_MS,
      revoked: nth === 1 ? ("retired" as const) : null,
      holds: 41 * nth,
      mayRetire: nth === 2,
      mayReportLost: nth > 0,
      isThis: nth === 0,
    })),
  revoke_device: () => null,
  admin_organisation: () => ({
    version: 7,
    languages: ["en", "ar"],
    roles: roles().map(role),
    groups: groups().map(unit),
    agencies: agencies().map(unit),
    mayAddGroup: true,
    mayAddAgency: true,
    mayAddRole: true,
    mayPublish: true,
    forms: 3,
  }),
  change_role: () => null,
  check_configuration: () => ({ forms: 46, lookups: 61, places: 12, roles: 14, problems: [], warnings: [] }),
  publish_configuration: () => 4,
  put_unit: () => null,
};
