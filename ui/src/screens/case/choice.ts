import type { OptionView } from "../../lib/bindings/OptionView";
import { foldLetters } from "../../lib/text";

/** Options that hold what was typed, those that begin with it first; without what is chosen already. */
export function matching(options: OptionView[], query: string, without: string[]): OptionView[] {
  const sought = foldLetters(query);
  const left = options.filter((option) => !without.includes(option.id));
  if (sought === "") return left;
  const hits = left.filter((option) => foldLetters(option.label).includes(sought));
  const begins = (option: OptionView) => foldLetters(option.label).startsWith(sought);
  return [...hits.filter(begins), ...hits.filter((option) => !begins(option))];
}
