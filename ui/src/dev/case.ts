import type { CaseView } from "../lib/bindings/CaseView";
import type { FieldView } from "../lib/bindings/FieldView";
import type { RecipientView } from "../lib/bindings/RecipientView";
import type { RecordTypeView } from "../lib/bindings/RecordTypeView";
import { language } from "../lib/messages.svelte";
import { everyKind } from "./kinds";
import { DAY_MS, entry, field, filled, form } from "./make";
import { formsFor } from "./others";
import { consequencesOf } from "./rules";
import { w } from "./words";

export const people: RecipientView[] = [
  {
    userName: "amal.farouk",
    agency: "Nour Clinic",
    roleLabel: "Health worker",
    place: "Block 4",
    services: ["health"],
  },
  {
    userName: "amal.fathi",
    agency: "District hospital",
    roleLabel: "Health worker",
    place: null,
    services: ["health"],
  },
  {
    userName: "rahel.girma",
    agency: "Hands for Children",
    roleLabel: "Caseworker",
    place: null,
    services: [],
  },
];

/** As the app: the lists change with the language. */
export const listsMark = (): string => `1/4/${language()}`;

function identity(): FieldView[] {
  const version = (value: string, author: string, daysAgo: number) => ({
    value,
    shown: value,
    author,
    mine: author === "salma.idris",
    atMs: Date.now() - daysAgo * DAY_MS,
  });
  const here = w("Block C, tent 118, with aunt Aisha", "القطاع ج، خيمة ١١٨، عند الخالة عائشة");
  return [
    field("name", "text_field", w("Name", "الاسم"), { value: "Amina Yusuf Warsame", required: true }),
    field("name_script", "text_field", w("Name in own script", "الاسم بكتابته"), {
      value: "أمينة يوسف ورسمي",
    }),
    field("sex", "radio_button", w("Sex", "الجنس"), { value: "girl", list: "sex", required: true }),
    field("date_of_birth", "date_field", w("Date of birth", "تاريخ الميلاد"), {
      value: "2015",
      unsent: true,
      help: w("Only what is known: a year is enough.", "ما هو معروف فقط: تكفي السنة."),
    }),
    field("languages", "select_box", w("Languages", "اللغات"), {
      multiSelect: true,
      value: ["arabic", "somali"],
      list: "languages",
    }),
    field("address", "text_field", w("Current address", "العنوان الحالي"), {
      value: here,
      twoValues: [
        version(here, "tesfaye.bekele", 3),
        version(w("Block F, tent 12", "القطاع و، خيمة ١٢"), "salma.idris", 4),
      ],
    }),
    field("telephone", "text_field", w("Telephone", "الهاتف"), { value: "+249 91 555 0187" }),
    field("registered", "date_field", w("Registered", "تاريخ التسجيل"), { value: "2026-05-03" }),
    field("story", "textarea", w("What happened", "ما حدث"), {
      writtenByTwo: true,
      value: w(
        "Amina was separated from her mother and two brothers when the lorry stopped at the river crossing near Um Dawn. She walked on with a neighbour’s family for four days. The neighbour’s daughter, Hodan, is in the same block.",
        "انفصلت أمينة عن والدتها وأخويها حين توقفت الشاحنة عند معبر النهر قرب أم دون. مشت أربعة أيام مع أسرة جارة لهم. ابنة الجارة هودان في القطاع نفسه.",
      ),
    }),
    field("religion", "text_field", w("Religion", "الديانة")),
  ];
}

function protection(): FieldView[] {
  const concern = [
    field("concern_kind", "select_box", w("Kind", "النوع"), { list: "concerns", required: true }),
    field("noticed_on", "date_field", w("Noticed on", "لوحظ في")),
    field("concern_note", "textarea", w("Note", "ملاحظة")),
  ];
  return [
    field("seen", "textarea", w("What was seen", "ما شوهد"), {
      value: w(
        "Works at the water point most mornings. Says that she sleeps badly.",
        "تعمل عند نقطة الماء في أغلب الصباحات. تقول إنها لا تنام جيدًا.",
      ),
    }),
    field("risk", "select_box", w("Risk", "الخطر"), { value: "high", list: "risk", required: true }),
    field("concerns", "select_box", w("Concerns", "المخاوف"), {
      multiSelect: true,
      list: "concerns",
      value: ["child_labour", "separated_from_family"],
    }),
    field("children", "numeric_field", w("Children in the household", "الأطفال في الأسرة"), { value: 5 }),
    field("urgent", "tick_box", w("Urgent", "عاجل"), {
      tickBoxLabel: w("Needs help today", "يحتاج إلى عون اليوم"),
      value: false,
    }),
    field("each_concern", "subform", w("Each concern", "كل مخاوف على حدة"), {
      entryFields: concern,
      entries: [
        entry("e1", filled(concern, { concern_kind: "child_labour", noticed_on: "2026-04" })),
        entry("e2", filled(concern, { concern_kind: "lost_papers", noticed_on: "2026-05-01" }), {
          removed: { author: "tesfaye.bekele", atMs: Date.now() - DAY_MS },
          unsent: true,
        }),
      ],
    }),
  ];
}

export function openCase(): CaseView {
  const [child, plan] = [w("The child", "الطفل"), w("Assessment and plan", "التقييم والخطة")];
  const forms = [
    form("basic_identity", w("Basic identity", "الهوية الأساسية"), child, identity(), {
      twoValues: true,
      unsent: true,
    }),
    form("consent", w("Consent", "الموافقة"), child, [
      field("consent_agencies", "tick_box", w("Sharing with agencies", "المشاركة مع الجهات"), {
        value: true,
      }),
      field("consent_basis", "radio_button", w("Basis for keeping data", "أساس حفظ البيانات"), {
        list: "basis",
        value: "consent",
      }),
      field("consent_on", "date_field", w("Talked about on", "تاريخ الحديث في ذلك"), { value: "2026-05-03" }),
    ]),
    form(
      "documents",
      w("Documents", "الوثائق"),
      child,
      [field("papers", "text_field", w("Papers", "الأوراق"), { value: "44-1093-B" })],
      { mayWrite: false },
    ),
    form("protection", w("Protection concerns", "مخاوف الحماية"), plan, protection()),
    form("case_plan", w("Case plan", "خطة الحالة"), plan, [field("aim", "textarea", w("Aim", "الهدف"))]),
    everyKind(),
  ];
  return {
    record: "case",
    caseId: "case-0",
    caseIdDisplay: "7A20F4C",
    name: "Amina Yusuf Warsame",
    who: w("Girl, about 11 years", "بنت، نحو 11 سنة"),
    risk: "high",
    riskLabel: w("High", "مرتفع"),
    stages: {
      steps: [
        w("New", "جديدة"),
        w("Assessment", "التقييم"),
        w("Case plan", "خطة الحالة"),
        w("Services", "الخدمات"),
        w("Services given", "قُدّمت الخدمات"),
        w("Closed", "مغلقة"),
      ],
      at: 2,
    },
    owner: "salma.idris",
    status: "open",
    forms,
    withheld: [w("Health", "الصحة"), w("Caring for survivors", "رعاية الناجين")],
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
        overridden: true,
        typeLabel: w("Health: clinical care", "الصحة: رعاية سريرية"),
        atMs: Date.now() - 8 * DAY_MS,
        untilMs: Date.now() + 60 * DAY_MS,
        service: w("Health, 12 November, not yet", "الصحة، 12 نوفمبر، ليس بعد"),
        note: w("Please look at the wound again.", "يرجى فحص الجرح من جديد."),
        answer: null,
        mayAccept: false,
        mayReject: false,
        mayFinish: false,
        mayRevoke: true,
      },
      {
        referralId: "r2",
        to: null,
        by: "salma.idris",
        status: "in_progress",
        overridden: false,
        typeLabel: "",
        atMs: Date.now() - 5 * DAY_MS,
        untilMs: null,
        service: null,
        note: w(
          "District hospital: an X-ray of the left arm.",
          "مستشفى المقاطعة: صورة شعاعية للذراع اليسرى.",
        ),
        answer: null,
        mayAccept: false,
        mayReject: false,
        mayFinish: true,
        mayRevoke: true,
      },
      {
        referralId: "r3",
        to: "amal.farouk",
        by: "salma.idris",
        status: "done",
        overridden: false,
        typeLabel: w("Schooling", "التعليم"),
        atMs: Date.now() - 50 * DAY_MS,
        untilMs: null,
        service: null,
        note: null,
        answer: w("She is in class 4 now.", "هي الآن في الصف الرابع."),
        mayAccept: false,
        mayReject: false,
        mayFinish: false,
        mayRevoke: false,
      },
    ],
    requests: [
      {
        requestId: "q1",
        by: "tesfaye.bekele",
        status: "in_progress",
        atMs: Date.now() - DAY_MS,
        note: w("The family has moved to my block.", "انتقلت الأسرة إلى قطاعي."),
        answer: null,
        mayOffer: true,
        mayReject: true,
        isOwn: false,
      },
    ],
    links: {
      links: [
        {
          linkId: "l1",
          record: "incident",
          caseId: "incident-1",
          caseIdDisplay: "K4TQ-8M2P",
          name: null,
          isHere: true,
          entry: null,
          by: "salma.idris",
          atMs: Date.now() - DAY_MS,
          state: "stands",
          mayEnd: false,
        },
        {
          linkId: "l2",
          record: "family",
          caseId: "family-1",
          caseIdDisplay: "J93W-0RXD",
          name: w("Family of Amina Warsame", "أسرة أمينة ورسمه"),
          isHere: true,
          entry: null,
          by: "salma.idris",
          atMs: Date.now(),
          state: "pending",
          mayEnd: false,
        },
      ],
      offers: [{ record: "registry_record", entries: [] }],
      mayAddIncident: true,
    },
    attributed: null,
    glasses: [
      {
        glassId: "g1",
        by: "rahel.girma",
        why: w(
          "She came to our tent alone at night and says she was followed.",
          "جاءت إلى خيمتنا وحدها ليلًا وتقول إن أحدًا كان يتبعها.",
        ),
        atMs: Date.now() - DAY_MS / 8,
        untilMs: Date.now() + DAY_MS / 24,
        active: true,
        mayEnd: true,
      },
      {
        glassId: "g2",
        by: "daniel.okot",
        why: w("Fever, and nobody knew her medicines.", "حُمّى، ولم يعرف أحد أدويتها."),
        atMs: Date.now() - 40 * DAY_MS,
        untilMs: Date.now() - 39 * DAY_MS,
        active: false,
        mayEnd: false,
      },
    ],
    transfers: [
      {
        transferId: "t1",
        to: "daniel.okot",
        by: "salma.idris",
        status: "in_progress",
        overridden: false,
        atMs: Date.now() - 2 * DAY_MS,
        note: null,
        answer: null,
        mayAccept: false,
        mayReject: false,
        mayRevoke: true,
      },
    ],
    locked: null,
    sameIds: [
      {
        fieldId: "national_id_no",
        label: w("National ID number", "رقم الهوية الوطنية"),
        row: {
          caseId: "case-4",
          caseIdDisplay: "9F03A2D",
          name: w("Amina Yousif Warsame", "أمينة يوسف ورسمة"),
          nameWithheld: false,
          age: 11,
          ageAbout: true,
          sexLabel: w("Girl", "بنت"),
          risk: null,
          riskLabel: null,
          stageLabel: null,
          owner: "mariam.sayed",
          status: "closed",
          changedAtMs: Date.now() - 40 * DAY_MS,
          twoValues: false,
          unsent: false,
          pending: false,
          refused: false,
          flags: 0,
          news: false,
          sameId: true,
          endsAtMs: null,
          cells: [],
          hit: null,
        },
        toldApart: false,
        mayTellApart: true,
      },
    ],
    flags: [
      {
        flagId: "f1",
        about: w(
          "The tent was flooded again; where do they sleep?",
          "غمرت المياه الخيمة من جديد؛ أين ينامون؟",
        ),
        by: "tesfaye.bekele",
        atMs: Date.now() - DAY_MS,
        resolved: null,
        mayEdit: false,
        mayResolve: true,
      },
      {
        flagId: "f2",
        about: w("No visit for six weeks.", "لا زيارة منذ ستة أسابيع."),
        by: "tesfaye.bekele",
        atMs: Date.now() - 30 * DAY_MS,
        resolved: { by: "salma.idris", how: w("Visited on Sunday.", "جرت الزيارة يوم الأحد.") },
        mayEdit: false,
        mayResolve: false,
      },
    ],
    approvals: [
      {
        approval: "case_plan",
        formId: "case_plan",
        label: w("Case plan", "خطة الحالة"),
        request: {
          requestId: "q9",
          by: "salma.idris",
          atMs: Date.now() - 3 * DAY_MS,
          status: "approved",
          superseded: true,
          answeredBy: "tesfaye.bekele",
          answeredAtMs: Date.now() - 2 * DAY_MS,
          comment: w("Good. Add a date for school.", "جيد. أضيفي موعدًا للمدرسة."),
          waitingAnswer: null,
        },
        heads: "00",
        mayRequest: true,
        mayAnswer: false,
      },
    ],
    lateEdits: [
      {
        quarantineId: "q1",
        author: "daniel.okot",
        code: "access_ended",
        atMs: Date.now() - 2 * DAY_MS,
        fields: [{ label: w("Telephone", "الهاتف"), before: "+249 91 555 0187", after: "+249 91 555 0100" }],
      },
    ],
    actions: [
      { action: "refer", refused: null },
      { action: "transfer", refused: null },
      { action: "assign", refused: "not_permitted" },
      { action: "flag", refused: null },
      { action: "close", refused: null },
      { action: "disable", refused: null },
      { action: "print", refused: null },
    ],
    seenBy: ["salma.idris", "tesfaye.bekele", "halima.osman", "amal.farouk"],
    draft: null,
    consequences: consequencesOf(forms, []),
    begin: [],
    beginEntries: [],
    listsMark: listsMark(),
    registration: null,
    draftedFiles: {},
  };
}

function blank(one: FieldView): FieldView {
  const nothing = { value: null, shown: "", twoValues: [], entries: [], outdated: [] };
  return { ...one, ...nothing, writtenByTwo: false, unsent: false };
}

/** A record without anything but its forms. */
function bare(view: CaseView, record: RecordTypeView): CaseView {
  const none = {
    name: null,
    who: null,
    risk: null,
    riskLabel: null,
    stages: null,
    withheld: [],
    pending: [],
  };
  const acts = {
    referrals: [],
    transfers: [],
    requests: [],
    glasses: [],
    flags: [],
    sameIds: [],
    approvals: [],
    lateEdits: [],
    actions: [],
    links: { links: [], offers: [], mayAddIncident: false },
    attributed: null,
  };
  return { ...view, ...none, ...acts, record };
}

/** Somebody else's case, opened by emergency access. */
export function openInEmergency(caseId: string): CaseView {
  const view = openCase();
  const forms = view.forms.map((one) => ({ ...one, mayWrite: false, twoValues: false, unsent: false }));
  const glass = {
    glassId: "g3",
    by: "salma.idris",
    why: w("She is in the clinic and cannot speak.", "هي في العيادة ولا تستطيع الكلام."),
    atMs: Date.now(),
    untilMs: Date.now() + DAY_MS / 6,
    active: true,
    mayEnd: true,
  };
  return { ...bare(view, "case"), name: view.name, caseId, owner: "mariam.sayed", forms, glasses: [glass] };
}

/** `?strict` in the address: nothing may be passed over. */
const registration = {
  lookBy: ["name", "name_script", "sex", "date_of_birth"],
  askFirst: ["consent_agencies", "consent_basis", "consent_on"],
  maySkip: !new URLSearchParams(location.search).has("strict"),
};

export function blankCase(record: RecordTypeView = "case"): CaseView {
  const view = openCase();
  const all = record === "case" ? view.forms : formsFor(record);
  const forms = all
    .filter((one) => one.mayWrite)
    .map((one) => ({ ...one, twoValues: false, unsent: false, fields: one.fields.map(blank) }));
  const fieldId = record === "case" ? "registered" : "written_on";
  const begin = { fieldId, value: "2026-05-12", subformId: null, entryId: null, removed: false };
  const subformId = record === "case" ? "visits" : "members";
  const hasMembers = record === "case" || record === "family";
  return {
    ...bare(view, record),
    caseId: null,
    caseIdDisplay: "",
    forms,
    seenBy: [],
    consequences: consequencesOf(forms, []),
    begin: [begin],
    registration: record === "case" ? registration : null,
    beginEntries: hasMembers ? [{ subformId, entryId: crypto.randomUUID() }] : [],
  };
}

/** A record of another type that is there already. */
export function openOther(record: RecordTypeView): CaseView {
  const forms = formsFor(record);
  const names: Partial<Record<RecordTypeView, string>> = {
    family: "Warsame",
    registry_record: "Hodan Ali",
    tracing_request: "Yusuf Warsame",
  };
  return {
    ...bare(openCase(), record),
    caseId: `${record}-0`,
    name: names[record] ?? null,
    caseIdDisplay: "3C11D90",
    forms,
    consequences: consequencesOf(forms, []),
  };
}
