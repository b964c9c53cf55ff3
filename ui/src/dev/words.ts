import type { OptionView } from "../lib/bindings/OptionView";
import { language } from "../lib/messages.svelte";

/** A word of the app in the language of the window. */
export function w(en: string, ar: string): string {
  return language() === "ar" ? ar : en;
}

function list(...words: [string, string, string][]): OptionView[] {
  return words.map(([id, en, ar]) => ({ id, label: w(en, ar) }));
}

/** Every list that a demo question chooses from. */
export function demoLists(): Record<string, OptionView[]> {
  const blocks = "ABCDEFGH".split("");
  const places = blocks.flatMap((block) =>
    Array.from({ length: 40 }, (_, nth) => ({
      id: `${block}-${nth + 1}`,
      label: `${w("Block", "القطاع")} ${block}, ${w("tent", "خيمة")} ${nth + 1}`,
    })),
  );
  return {
    sex: list(["girl", "Girl", "بنت"], ["boy", "Boy", "ولد"]),
    languages: list(
      ["amharic", "Amharic", "الأمهرية"],
      ["arabic", "Arabic", "العربية"],
      ["english", "English", "الإنجليزية"],
      ["somali", "Somali", "الصومالية"],
      ["tigrinya", "Tigrinya", "التغرينية"],
    ),
    risk: list(["high", "High", "مرتفع"], ["medium", "Medium", "متوسط"], ["low", "Low", "منخفض"]),
    concerns: list(
      ["separated_from_family", "Separated from family", "انفصال عن الأسرة"],
      ["child_labour", "Child labour", "عمل الأطفال"],
      ["neglect_by_caregiver", "Neglect by caregiver", "إهمال من مقدم الرعاية"],
      ["left_alone", "Left alone for long hours", "تُرك وحيدًا لساعات طويلة"],
      ["physical_violence", "Physical violence", "عنف جسدي"],
      ["emotional_violence", "Emotional violence", "عنف عاطفي"],
      ["out_of_school", "Out of school", "خارج المدرسة"],
      ["child_marriage", "Child marriage", "زواج الأطفال"],
      ["lost_papers", "Lost papers", "وثائق مفقودة"],
      ["illness", "Illness in the family", "مرض في الأسرة"],
      ["disability", "Disability", "إعاقة"],
      ["armed_groups", "Armed groups", "جماعات مسلحة"],
      ["trafficking", "Trafficking", "اتجار"],
    ),
    lives: list(
      ["camp", "In the camp", "في المخيم"],
      ["town", "In a town", "في مدينة"],
      ["moving", "On the move", "في الطريق"],
    ),
    basis: list(
      ["consent", "Consent", "الموافقة"],
      ["vital", "Vital interests of the child", "المصالح الحيوية للطفل"],
      ["law", "The law", "القانون"],
    ),
    shelter: list(
      ["tent", "Tent", "خيمة"],
      ["house", "House", "بيت"],
      ["school", "School building", "مبنى مدرسة"],
      ["none", "None", "بلا مأوى"],
    ),
    needs: list(
      ["food", "Food", "طعام"],
      ["water", "Water", "ماء"],
      ["clothes", "Clothes", "ملابس"],
      ["school", "School", "مدرسة"],
    ),
    place: places,
    relation: list(
      ["mother", "Mother", "أم"],
      ["father", "Father", "أب"],
      ["brother", "Brother", "أخ"],
      ["sister", "Sister", "أخت"],
      ["aunt", "Aunt", "خالة أو عمة"],
      ["other", "Other", "غير ذلك"],
    ),
    service: list(["health", "Health", "صحة"], ["cash", "Cash", "نقد"], ["schooling", "Schooling", "تعليم"]),
    user: ["amal.farouk", "daniel.okot", "salma.idris", "tesfaye.bekele"].map((id) => ({ id, label: id })),
  };
}
