import type { FieldView } from "../../../lib/bindings/FieldView";
import type { FileRequest } from "../../../lib/bindings/FileRequest";
import type { FileView } from "../../../lib/bindings/FileView";
import type { ValueView } from "../../../lib/bindings/ValueView";
import { asRead, number } from "../../../lib/format";
import { t } from "../../../lib/messages.svelte";
import { cardsOf, type Card } from "../lib";

/** The question of an entry that holds its file; in a draft, the value by which the app knows it. */
export const FILE = "attachment_file";
/** Ticked for the photo that one knows the child by. */
export const CURRENT = "attachment_is_current";

/** A file that is not saved yet. */
export interface Drafted {
  value: string;
  /** None until the app has said what it is. */
  file: FileView | null;
}

/** An attachment as it is drawn. */
export interface FileCard extends Card {
  drafted: string | null;
}

/** What is written about a file, in words. */
export interface Facts {
  isCurrent: boolean;
  date: string;
  description: string;
  signedBy: string;
  /** Everything that is answered, for the viewer. */
  all: { fieldId: string; label: string; text: string }[];
}

/** The files of a question: the current photo first, the others in their order, then new ones. Only what is saved
 * counts, so that no card jumps away while somebody ticks it. */
export function fileCards(
  field: FieldView,
  begun: string[],
  draftedOf: (entryId: string) => Drafted | null,
): FileCard[] {
  const cards = cardsOf(field, begun).map((card) => {
    const drafted = card.headline === null ? draftedOf(card.entryId) : null;
    return { ...card, file: card.file ?? drafted?.file ?? null, drafted: drafted?.value ?? null };
  });
  const isFirst = (card: FileCard) => Number(savedCurrent(card));
  return cards.sort((one, other) => isFirst(other) - isFirst(one));
}

function savedCurrent(card: FileCard): boolean {
  return card.headline !== null && card.fields.some((one) => one.fieldId === CURRENT && one.value === true);
}

/** What is written about a file; `valueOf` answers with what is typed while somebody types. */
export function factsOf(card: FileCard, valueOf: (inner: FieldView) => ValueView): Facts {
  const isFilled = (value: ValueView) => value !== null && value !== "" && value !== false;
  const words = ({ kind }: FieldView, value: ValueView) =>
    value === true ? t("tick-yes") : typeof value === "object" ? "" : asRead(kind, String(value));
  const answered = card.fields.flatMap((inner) => {
    const value = valueOf(inner);
    if (!isFilled(value)) return [];
    return { fieldId: inner.fieldId, label: inner.label, text: words(inner, value) };
  });
  const of = (fieldId: string) => answered.find((one) => one.fieldId === fieldId)?.text ?? "";
  return {
    isCurrent: of(CURRENT) !== "",
    date: of("attachment_date"),
    description: of("attachment_description"),
    signedBy: of("signature_provided_by"),
    all: answered,
  };
}

/** What a picture is called for somebody who does not see it; never by its file name alone. */
export function altOf(facts: Facts, index: number, kind: string): string {
  if (facts.description !== "") return facts.description;
  if (kind === "signature") {
    return facts.signedBy === "" ? t("signature") : t("signature-of", { person: facts.signedBy });
  }
  return facts.date === ""
    ? t("photo-nth", { nth: number(index + 1) })
    : t("photo-of-day", { date: facts.date });
}

/** What a file is called: a picture by what it shows, anything else by its name. */
export function titleOf(card: FileCard, facts: Facts, index: number, kind: string): string {
  const isPicture = kind === "photo_upload_box" || kind === "signature";
  if (isPicture || card.file === null) return altOf(facts, index, kind);
  return facts.description === "" ? card.file.name : facts.description;
}

export function requestOf(caseId: string | null, fieldId: string, card: FileCard): FileRequest {
  return { caseId, fieldId, entryId: card.entryId, drafted: card.drafted, small: false };
}
