import type { FormView } from "../lib/bindings/FormView";
import type { RecordTypeView } from "../lib/bindings/RecordTypeView";
import { entry, field, filled, form } from "./make";
import { w } from "./words";

/** A form or two for each type of records that is not a case. */
export function formsFor(record: RecordTypeView): FormView[] {
  const group = w("The record", "السجل");
  const day = field("written_on", "date_field", w("Written on", "تاريخ الكتابة"), { value: "2026-05-10" });
  const member = [
    field("member_name", "text_field", w("Name", "الاسم"), { required: true }),
    field("relation", "select_box", w("Relation", "القرابة"), { list: "relation" }),
    field("born", "date_field", w("Born", "الميلاد")),
  ];
  const members = field("members", "subform", w("Members", "الأفراد"), {
    entryFields: member,
    entries: [
      entry("m1", filled(member, { member_name: "Hawa Ali", relation: "mother", born: "1988" })),
      entry("m2", filled(member, { member_name: "Yusuf Warsame", relation: "father" })),
    ],
  });
  switch (record) {
    case "incident":
      return [
        form("incident_form", w("Incident", "الحادثة"), group, [
          day,
          field("concerns", "select_box", w("What happened", "ما حدث"), {
            list: "concerns",
            multiSelect: true,
            value: ["child_labour"],
          }),
          field("account", "textarea", w("Account", "الرواية")),
        ]),
      ];
    case "tracing_request":
      return [
        form("inquirer", w("Inquirer", "السائل"), group, [
          day,
          field("relation_name", "text_field", w("Name", "الاسم"), {
            value: "Yusuf Warsame",
            required: true,
          }),
          field("relation", "select_box", w("Relation", "القرابة"), { list: "relation", value: "father" }),
        ]),
        form("members_form", w("Children sought", "الأطفال المفقودون"), group, [members]),
      ];
    case "family":
      return [
        form("family_form", w("Family", "العائلة"), group, [
          day,
          field("family_name", "text_field", w("Family name", "اسم العائلة"), {
            value: "Warsame",
            required: true,
          }),
          members,
        ]),
      ];
    default:
      return [
        form("registry_form", w("Registry record", "القيد"), group, [
          day,
          field("name", "text_field", w("Name", "الاسم"), { value: "Hodan Ali", required: true }),
          field("registry_no", "text_field", w("Number", "الرقم"), { value: "R-1044" }),
        ]),
      ];
  }
}
