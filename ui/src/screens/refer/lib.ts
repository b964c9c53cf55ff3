import type { RecipientView } from "../../lib/bindings/RecipientView";
import { foldLetters } from "../../lib/text";

/** People whose name, agency, role or place holds what was typed. */
export function peopleMatching(people: RecipientView[], query: string): RecipientView[] {
  const sought = foldLetters(query);
  return people.filter(({ userName, agency, roleLabel, place }) =>
    foldLetters(`${userName} ${agency} ${roleLabel} ${place ?? ""}`).includes(sought),
  );
}

/** Those who offer the service; all of them if nobody does, or if it is not known which service it is. */
export function offering(people: RecipientView[], service: string | null): RecipientView[] {
  const found = people.filter(({ services }) => service !== null && services.includes(service));
  return found.length > 0 ? found : people;
}

/** Last days to choose from: a week, and one, three and six months after `today`. */
export function lastDays(today: Date): { iso: string; atMs: number }[] {
  const after = (months: number, days: number): Date =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + months, today.getUTCDate() + days));
  return [after(0, 7), after(1, 0), after(3, 0), after(6, 0)].map((day) => ({
    iso: day.toISOString().slice(0, 10),
    atMs: day.getTime(),
  }));
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
