import type { PersonChoiceView } from "../../lib/bindings/PersonChoiceView";

/** Whose password is asked for first: the only person, else nobody until one is chosen. */
export function firstChosen(people: PersonChoiceView[]): string | null {
  const [first, ...others] = people;
  return first && others.length === 0 ? first.userName : null;
}
