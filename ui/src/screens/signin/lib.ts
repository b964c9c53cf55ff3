import type { ErrorView } from "../../lib/bindings/ErrorView";
import type { PersonChoiceView } from "../../lib/bindings/PersonChoiceView";

/** Whose password is asked for first: the only person, else nobody until one is chosen. */
export function firstChosen(people: PersonChoiceView[]): string | null {
  const [first, ...others] = people;
  return first && others.length === 0 ? first.userName : null;
}

/** Whole seconds until the moment an error names in `until`; 0 when it names none or it has passed. */
export function secondsUntil(error: ErrorView | null, nowMs: number): number {
  const until = Number(error?.args["until"] ?? 0);
  return Math.max(0, Math.ceil((until - nowMs) / 1000));
}
