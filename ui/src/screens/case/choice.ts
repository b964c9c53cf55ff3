import type { OptionView } from "../../lib/bindings/OptionView";
import { foldLetters } from "../../lib/text";

/** Folded once: a list of places may have thousands. */
const folded = new WeakMap<OptionView, string>();

function foldedLabel(option: OptionView): string {
  const known = folded.get(option) ?? foldLetters(option.label);
  folded.set(option, known);
  return known;
}

/** Options that hold what was typed, those that begin with it first; without what is chosen already. */
export function matching(options: OptionView[], query: string, without: string[]): OptionView[] {
  const sought = foldLetters(query);
  const left = without.length === 0 ? options : options.filter((option) => !without.includes(option.id));
  if (sought === "") return left;
  const hits = left.filter((option) => foldedLabel(option).includes(sought));
  const begins = (option: OptionView) => foldedLabel(option).startsWith(sought);
  return [...hits.filter(begins), ...hits.filter((option) => !begins(option))];
}
