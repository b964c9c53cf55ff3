import type { FieldView } from "../lib/bindings/FieldView";
import type { FormView } from "../lib/bindings/FormView";
import { attachments, noPhotos } from "./files";
import { entry, field, filled, form } from "./make";
import { PLACES } from "./places";
import { w } from "./words";

/** Every kind of question on one form, with everything that one can have. */
export function everyKind(): FormView {
  return form(
    "every_kind",
    w("Every kind of question", "كل أنواع الأسئلة"),
    w("To look at", "للنظر"),
    [...typed(), ...chosen(), ...counted(), ...others()],
    {
      help: w(
        "Ask these in any order. What the child does not want to tell may stay empty.",
        "اسأل عن هذه بأي ترتيب. ما لا يريد الطفل قوله يبقى فارغًا.",
      ),
    },
  );
}

function typed(): FieldView[] {
  return [
    field("registration_no", "text_field", w("Registration number", "رقم التسجيل"), {
      value: "819-00C41277",
      required: true,
      guidance: w(
        "It stands on the upper right of the ration card.\nIf there are two cards, write that of the household.",
        "يوجد في أعلى بطاقة التموين.\nإن كانت هناك بطاقتان فاكتب رقم بطاقة الأسرة.",
      ),
    }),
    field("words", "textarea", w("In the child’s words", "بكلمات الطفل"), {
      value: w("“I carry water in the morning.”", "«أحمل الماء في الصباح.»"),
    }),
    field("household", "numeric_field", w("People in the tent", "عدد من في الخيمة"), { value: 5 }),
    field("arrived", "date_field", w("Arrived", "تاريخ الوصول"), {
      value: "2026-03",
      help: w("Only what is known: a year is enough.", "ما هو معروف فقط: تكفي السنة."),
    }),
    field("talked_at", "date_field", w("Talked with on", "وقت الحديث معه"), {
      value: "2026-05-11T14:30",
      withTime: true,
    }),
    field("away", "date_range", w("Away from school", "مدة الغياب عن المدرسة"), {
      value: "2026-02-01/2026-04-15",
    }),
    field("on_the_way", "date_range", w("On the way", "مدة الطريق"), { value: "2026-01/" }),
    field("registered_by", "select_box", w("Registered by", "سجّله"), {
      list: "user",
      value: "salma.idris",
      disabled: true,
      guidance: w("Filled in by itself. Nobody can change it.", "يُملأ تلقائيًا ولا يغيّره أحد."),
    }),
    field("for_interviewer", "text_field", w("Note for whoever asks", "ملاحظة لمن يسأل"), {
      hideOnView: true,
      help: w("Not shown on the page that one reads.", "لا يظهر في صفحة القراءة."),
    }),
  ];
}

function chosen(): FieldView[] {
  return [
    field("where_it_lives", "separator", w("Where the child lives", "أين يعيش الطفل")),
    field("lives", "radio_button", w("Lives", "يعيش"), { list: "lives", value: "camp" }),
    field("place", "select_box", w("Tent", "الخيمة"), { list: "place", value: "C-18" }),
    field("last_home", "select_box", w("Last home", "آخر مسكن"), {
      list: PLACES,
      value: "SD20003",
      shown: w("Tawila 1", "طويلة 1"),
    }),
    field("passed_through", "select_box", w("Passed through", "مرّ بـ"), {
      list: PLACES,
      multiSelect: true,
      value: ["SD00001", "SD10001"],
      shown: w("Um Dawn 1, Um Dawn 1", "أم دون 1، أم دون 1"),
    }),
    field("shelter", "select_box", w("Shelter", "المأوى"), {
      list: "shelter",
      value: "hut",
      shown: w("Reed hut", "كوخ من القصب"),
      outdated: [{ id: "hut", label: "Hut" }],
    }),
    field("needs", "select_box", w("Needs", "الاحتياجات"), {
      list: "needs",
      multiSelect: true,
      value: ["blankets", "food", "water"],
      shown: w("Food, Water, blankets", "طعام، ماء، بطانيات"),
      outdated: [{ id: "blankets", label: "Blankets" }],
    }),
    field("has_guardian", "tick_box", w("Guardian", "الوصي"), {
      tickBoxLabel: w("Somebody looks after the child", "هناك من يعتني بالطفل"),
      value: true,
    }),
    field("guardian_name", "text_field", w("Name of the guardian", "اسم الوصي"), {
      value: w("Aisha Abdalla", "عائشة عبد الله"),
    }),
    field("guardian_phone", "text_field", w("Telephone of the guardian", "هاتف الوصي"), {
      value: "+249 91 555 0142",
    }),
  ];
}

function counted(): FieldView[] {
  const rows = [
    ["girls_small", "Girls under 5", "بنات دون الخامسة"],
    ["girls", "Girls 5 to 17", "بنات من ٥ إلى ١٧"],
    ["boys_small", "Boys under 5", "أولاد دون الخامسة"],
    ["boys", "Boys 5 to 17", "أولاد من ٥ إلى ١٧"],
    ["grown", "Grown-ups", "بالغون"],
  ] as const;
  return [
    field("counted", "separator", w("Who is there", "من هناك")),
    field("members", "tally_field", w("People by age", "الناس بحسب العمر"), {
      rows: rows.map(([id, en, ar]) => ({ id, label: w(en, ar) })),
      total: true,
      value: { girls: 2, boys_small: 1, grown: 2 },
      help: w("Count only who sleeps there.", "يُعدّ من ينام هناك فقط."),
    }),
    field("free_places", "calculated", w("Free places", "أماكن خالية")),
    field("days_since", "calculated", w("Next visit", "الزيارة القادمة"), {
      guidance: w("Two weeks after the talk.", "بعد أسبوعين من الحديث."),
    }),
  ];
}

function others(): FieldView[] {
  const steps = [
    field("step", "text_field", w("Step", "الخطوة"), { required: true }),
    field("done_by", "date_field", w("Until", "حتى")),
  ];
  const visit = [
    field("service", "select_box", w("Service", "الخدمة"), { list: "service", required: true }),
    field("visited", "date_field", w("Day", "اليوم"), { value: "2026-05-12" }),
    field("clinic", "text_field", w("Clinic", "العيادة")),
    noPhotos("visit_photo", w("Photos of the visit", "صور الزيارة")),
    field("steps", "subform", w("Steps agreed", "الخطوات المتفق عليها"), { entryFields: steps }),
  ];
  const made = (values: Record<string, FieldView["value"]>, agreed: FieldView["entries"]) =>
    filled(visit, values).map((one) => (one.fieldId === "steps" ? { ...one, entries: agreed } : one));
  const agreed = entry(
    "s1",
    filled(steps, { step: w("Bring the vaccination card", "إحضار بطاقة التطعيم"), done_by: "2026-05-20" }),
  );
  const note = [
    field("noted_on", "date_field", w("Day", "اليوم"), { value: "2026-05-12" }),
    field("note", "textarea", w("Note", "الملاحظة"), { required: true }),
  ];
  return [
    field("to_consent", "link_to_form", w("Go to the consent form", "إلى نموذج الموافقة"), {
      link: "consent",
    }),
    ...attachments(),
    field("visits", "subform", w("Visits", "الزيارات"), {
      guidance: w("One entry for each visit, also those that failed.", "بند لكل زيارة، حتى التي لم تنجح."),
      entryRules: { appendOnly: false, noRemoval: true },
      entryFields: visit,
      entries: [
        entry("v1", made({ service: "health", visited: "2026-05-02", clinic: "Nour" }, [agreed]), {
          group: w("Health", "صحة"),
        }),
        entry("v2", made({ service: "health", visited: "2026-05-09" }, []), { group: w("Health", "صحة") }),
        entry("v3", made({ service: "cash", visited: "2026-04-20" }, []), { group: w("Cash", "نقد") }),
      ],
    }),
    field("notes", "subform", w("Notes", "ملاحظات"), {
      help: w("Nobody can change a note once it is saved.", "لا يغيّر أحد الملاحظة بعد حفظها."),
      entryRules: { appendOnly: true, noRemoval: true },
      entryFields: note,
      entries: [
        entry(
          "n1",
          filled(note, { noted_on: "2026-05-02", note: w("Quiet, ate well.", "هادئة وأكلت جيدًا.") }),
        ),
      ],
    }),
  ];
}
