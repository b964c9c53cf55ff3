import type { RecipientView } from "../../lib/bindings/RecipientView";
import { foldLetters } from "../../lib/text";

/** People whose name, agency or role holds what was typed. */
export function peopleMatching(people: RecipientView[], query: string): RecipientView[] {
  const sought = foldLetters(query);
  return people.filter(({ userName, agency, roleLabel }) =>
    foldLetters(`${userName} ${agency} ${roleLabel}`).includes(sought),
  );
}

/** The forms a type lends, each once: those to write are read too. */
export function lent({
  reads,
  writes,
}: {
  reads: string[];
  writes: string[];
}): { label: string; writes: boolean }[] {
  const readOnly = reads.filter((label) => !writes.includes(label));
  return [
    ...readOnly.map((label) => ({ label, writes: false })),
    ...writes.map((label) => ({ label, writes: true })),
  ];
}
