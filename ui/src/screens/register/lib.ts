import type { CaseView } from "../../lib/bindings/CaseView";
import type { FieldView } from "../../lib/bindings/FieldView";
import type { KeyHint } from "../../lib/frame.svelte";
import type { MessageKey } from "../../lib/message-keys";

/** What comes one after the other in a new case: is the child here already, consent, the forms. */
export type Step = "look" | "ask" | "forms";

export const stepWords: Record<Step, MessageKey> = {
  look: "register-step-look",
  ask: "register-step-ask",
  forms: "register-step-forms",
};

/** Ids of the questions of a step; the forms have their own. */
function idsOf({ registration }: CaseView, step: Step): string[] {
  if (!registration || step === "forms") return [];
  return step === "look" ? registration.lookBy : registration.askFirst;
}

/** The questions of a step, as they stand on the forms. */
export function fieldsOf(view: CaseView, step: Step): FieldView[] {
  const all = view.forms.flatMap((form) => form.fields);
  return idsOf(view, step).flatMap((id) => all.find((field) => field.fieldId === id) ?? []);
}

/** The steps that ask something, and the forms. */
export function stepsOf(view: CaseView): Step[] {
  const before: Step[] = ["look", "ask"];
  return [...before.filter((step) => fieldsOf(view, step).length > 0), "forms"];
}

export function hintsFor(isFirst: boolean): KeyHint[] {
  const back: KeyHint[] = isFirst ? [] : [{ keys: ["Alt ↑"], does: "key-step-back" }];
  return [
    { keys: ["Tab"], does: "key-next-field" },
    { keys: ["Alt ↓"], does: "key-continue" },
    ...back,
    { keys: ["Esc"], does: "key-stop" },
  ];
}
