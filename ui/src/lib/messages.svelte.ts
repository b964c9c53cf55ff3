import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import arText from "../../../crates/daftar-app/messages/ar.ftl?raw";
import enText from "../../../crates/daftar-app/messages/en.ftl?raw";
import esText from "../../../crates/daftar-app/messages/es.ftl?raw";
import frText from "../../../crates/daftar-app/messages/fr.ftl?raw";
import type { ErrorView } from "./bindings/ErrorView";
import type { MessageKey } from "./message-keys";

export type Language = "en" | "ar" | "fr" | "es";
export const languages: Record<Language, string> = {
  en: "English",
  ar: "العربية",
  fr: "Français",
  es: "Español",
};

/** Tag for `Intl`: Arabic with its own digits, as the paper forms have them. */
const intlTags: Record<Language, string> = { en: "en-GB", ar: "ar-u-nu-arab", fr: "fr-FR", es: "es-419" };

const bundles: Record<Language, FluentBundle> = {
  en: bundle("en", enText),
  ar: bundle("ar", arText),
  fr: bundle("fr", frText),
  es: bundle("es", esText),
};
let current = $state<Language>("en");

function bundle(language: Language, text: string): FluentBundle {
  const made = new FluentBundle(intlTags[language]);
  made.addResource(new FluentResource(text));
  return made;
}

export function language(): Language {
  return current;
}

export function intlTag(): string {
  return intlTags[current];
}

export function isLanguage(text: string): text is Language {
  return text in languages;
}

/** Changes the words and the direction of the whole window. */
export function setLanguage(to: Language): void {
  current = to;
  document.documentElement.lang = to;
  document.documentElement.dir = to === "ar" ? "rtl" : "ltr";
}

function format(key: string, args: Record<string, FluentVariable>): string | null {
  for (const source of [bundles[current], bundles.en]) {
    const pattern = source.getMessage(key)?.value;
    if (pattern) return source.formatPattern(pattern, args, []);
  }
  return null;
}

/** The sentence for a key. */
export function t(key: MessageKey, args: Record<string, FluentVariable> = {}): string {
  return format(key, args) ?? key;
}

/** Groups of messages whose last part is an id that the app hands out. */
type WordGroup =
  | "act"
  | "action"
  | "approval-waits"
  | "dashboard"
  | "ended"
  | "link-add"
  | "link-lead"
  | "link-title"
  | "may"
  | "mode"
  | "referral-status"
  | "resource"
  | "revoked"
  | "same"
  | "scope"
  | "status"
  | "sync-state"
  | "today-settle"
  | "today-waiting";

/** The word for an id of the app, such as `status` + `open`; the id itself when nobody worded it. */
export function word(group: WordGroup, id: string): string {
  return wordOrNone(group, id) ?? id;
}

/** The same, none when nobody worded it. */
export function wordOrNone(group: WordGroup, id: string): string | null {
  return format(`${group}-${dashed(id)}`, {});
}

/** The sentence for an error code: what happened, what is safe, what to do. */
export function errorText(error: Pick<ErrorView, "code"> & Partial<ErrorView>): string {
  const args: Record<string, FluentVariable> = {};
  for (const [name, value] of Object.entries<string | undefined>(error.args ?? {})) {
    if (value !== undefined) args[name] = /^\d{1,9}$/.test(value) ? Number(value) : value;
  }
  return format(`error-${dashed(error.code)}`, args) ?? t("error-generic", { code: error.code });
}

function dashed(id: string): string {
  return id.replaceAll(/[._]/g, "-");
}
