import type { CaseView } from "../lib/bindings/CaseView";
import type { FieldView } from "../lib/bindings/FieldView";
import type { FormView } from "../lib/bindings/FormView";
import type { RecipientView } from "../lib/bindings/RecipientView";

export const people: RecipientView[] = [
  { userName: "amal.farouk", agency: "Nour Clinic", roleLabel: "Health worker" },
  { userName: "amal.fathi", agency: "District hospital", roleLabel: "Health worker" },
  { userName: "rahel.girma", agency: "Hands for Children", roleLabel: "Caseworker" },
];

const DAY_MS = 86_400_000;

function field(fieldId: string, kind: string, label: string, more: Partial<FieldView> = {}): FieldView {
  const value = more.value ?? null;
  return {
    fieldId,
    kind,
    multiSelect: false,
    label,
    help: null,
    tickBoxLabel: null,
    required: false,
    options: [],
    value,
    shown: typeof value === "string" ? value : "",
    twoValues: [],
    writtenByTwo: false,
    unsent: false,
    entryFields: [],
    entries: [],
    ...more,
  };
}

function form(
  formId: string,
  label: string,
  groupLabel: string,
  fields: FieldView[],
  more: Partial<FormView> = {},
): FormView {
  return {
    formId,
    label,
    groupLabel,
    state: fields.length > 0 ? "complete" : "empty",
    mayWrite: true,
    twoValues: false,
    unsent: false,
    fields,
    lastChangedBy: "tesfaye.bekele",
    lastChangedAtMs: Date.now() - 3 * DAY_MS,
    ...more,
  };
}

const options = (...labels: string[]) =>
  labels.map((label) => ({ id: label.toLowerCase().replaceAll(" ", "_"), label }));
const concerns = options(
  "Separated from family",
  "Child labour",
  "Neglect by caregiver",
  "Left alone for long hours",
  "Physical violence",
  "Emotional violence",
  "Out of school",
  "Child marriage",
  "Lost papers",
  "Illness in the family",
  "Disability",
  "Armed groups",
  "Conflict with the law",
  "Trafficking",
);

function identity(): FieldView[] {
  return [
    field("name", "text_field", "Name", { value: "Amina Yusuf Warsame", required: true }),
    field("name_script", "text_field", "Name in own script", { value: "أمينة يوسف ورسمي" }),
    field("sex", "radio_button", "Sex", {
      value: "girl",
      shown: "Girl",
      options: options("Girl", "Boy"),
      required: true,
    }),
    field("date_of_birth", "date_field", "Date of birth", {
      value: "2015",
      shown: "2015, month and day not known",
      unsent: true,
      help: "Only what is known: a year is enough.",
    }),
    field("languages", "select_box", "Languages", {
      multiSelect: true,
      value: ["arabic", "somali"],
      shown: "Somali, Arabic",
      options: options("Amharic", "Arabic", "English", "Somali", "Tigrinya"),
    }),
    field("address", "text_field", "Current address", {
      value: "Block C, tent 118, with aunt Aisha",
      twoValues: [
        {
          value: "Block C, tent 118, with aunt Aisha",
          shown: "Block C, tent 118, with aunt Aisha",
          author: "tesfaye.bekele",
          mine: false,
          atMs: Date.now() - 3 * DAY_MS,
        },
        {
          value: "Block F, tent 12",
          shown: "Block F, tent 12",
          author: "salma.idris",
          mine: true,
          atMs: Date.now() - 4 * DAY_MS,
        },
      ],
    }),
    field("telephone", "text_field", "Telephone", { value: "+249 91 555 0187" }),
    field("registered", "date_field", "Registered", { value: "2026-05-03", shown: "3 May 2026" }),
    field("story", "textarea", "What happened", {
      writtenByTwo: true,
      value:
        "Amina was separated from her mother and two brothers when the lorry stopped at the river crossing near Um Dawn. She walked on with a neighbour’s family for four days. The neighbour’s daughter, Hodan, is in the same block.",
    }),
    field("religion", "text_field", "Religion"),
  ];
}

function protection(): FieldView[] {
  const entry = (kind: string | null, since: string | null) => [
    field("concern_kind", "select_box", "Kind", {
      value: kind,
      shown: kind === null ? "" : "Child labour",
      options: concerns,
      required: true,
    }),
    field("noticed_on", "date_field", "Noticed on", { value: since }),
    field("concern_note", "textarea", "Note"),
  ];
  return [
    field("seen", "textarea", "What was seen", {
      value: "Works at the water point most mornings. Says that she sleeps badly.",
    }),
    field("risk", "select_box", "Risk", {
      value: "high",
      shown: "High",
      options: options("High", "Medium", "Low"),
      required: true,
    }),
    field("concerns", "select_box", "Concerns", {
      multiSelect: true,
      options: concerns,
      value: ["child_labour", "separated_from_family"],
      shown: "Separated from family, Child labour",
    }),
    field("children", "numeric_field", "Children in the household", { value: 5, shown: "5" }),
    field("urgent", "tick_box", "Urgent", { tickBoxLabel: "Needs help today", value: false, shown: "No" }),
    field("each_concern", "subform", "Each concern", {
      entryFields: entry(null, null),
      entries: [
        {
          entryId: "e1",
          headline: "Child labour · carries water for a shop since April",
          fields: entry("child_labour", "2026-04"),
          removed: null,
          unsent: false,
        },
        {
          entryId: "e2",
          headline: "Lost papers · ration card",
          fields: entry("lost_papers", "2026-05-01"),
          removed: { author: "tesfaye.bekele", atMs: Date.now() - DAY_MS },
          unsent: true,
        },
      ],
    }),
  ];
}

export function openCase(): CaseView {
  return {
    caseId: "case-0",
    caseIdDisplay: "7A20F4C",
    name: "Amina Yusuf Warsame",
    who: "Girl, about 11 years",
    risk: "high",
    riskLabel: "High",
    owner: "salma.idris",
    status: "open",
    forms: [
      form("basic_identity", "Basic identity", "The child", identity(), { twoValues: true, unsent: true }),
      form("consent", "Consent", "The child", [
        field("consent_agencies", "tick_box", "Sharing with agencies", { value: true, shown: "Yes" }),
      ]),
      form(
        "documents",
        "Documents",
        "The child",
        [field("papers", "text_field", "Papers", { value: "44-1093-B" })],
        { mayWrite: false },
      ),
      form("protection", "Protection concerns", "Assessment and plan", protection(), { state: "begun" }),
      form("case_plan", "Case plan", "Assessment and plan", [field("aim", "textarea", "Aim")], {
        state: "empty",
      }),
    ],
    withheld: ["Health", "Caring for survivors"],
    pending: [
      { actId: "a1", act: "referral.offer", atMs: Date.now(), refused: null },
      { actId: "a2", act: "case.assign", atMs: Date.now() - DAY_MS, refused: "stale_owner" },
    ],
    referrals: [
      {
        referralId: "r1",
        to: "amal.farouk",
        by: "salma.idris",
        status: "accepted",
        typeLabel: "Health: clinical care",
        atMs: Date.now() - 8 * DAY_MS,
        mayAccept: false,
        mayFinish: false,
        mayRevoke: true,
      },
    ],
    lateEdits: [
      {
        quarantineId: "q1",
        author: "daniel.okot",
        atMs: Date.now() - 2 * DAY_MS,
        fields: [{ label: "Telephone", before: "+249 91 555 0187", after: "+249 91 555 0100" }],
      },
    ],
    actions: [
      { action: "refer", refused: null },
      { action: "assign", refused: "not_permitted" },
    ],
    seenBy: ["salma.idris", "tesfaye.bekele", "halima.osman", "amal.farouk"],
    draft: null,
  };
}

function blank(one: FieldView): FieldView {
  return { ...one, value: null, shown: "", twoValues: [], entries: [], writtenByTwo: false, unsent: false };
}

export function blankCase(): CaseView {
  const view = openCase();
  const forms = view.forms
    .filter((one) => one.mayWrite)
    .map((one) => ({
      ...one,
      state: "empty" as const,
      twoValues: false,
      unsent: false,
      fields: one.fields.map(blank),
    }));
  const none = {
    name: null,
    who: null,
    risk: null,
    riskLabel: null,
    withheld: [],
    pending: [],
    referrals: [],
    lateEdits: [],
  };
  return { ...view, ...none, caseId: null, caseIdDisplay: "", forms, actions: [], seenBy: [] };
}
