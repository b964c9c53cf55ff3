import type { OptionView } from "./bindings/OptionView";
import { call } from "./bridge";

const none: OptionView[] = [];

/** The lists that questions choose from: fetched once, and anew when the app says that they have changed. */
class Options {
  #mark: string | null = null;
  #lists = $state.raw<Record<string, OptionView[]>>({});

  /** Brings the lists of this mark; before a page that needs them is drawn. */
  async ready(mark: string): Promise<void> {
    if (mark === this.#mark) return;
    const answer = await call("option_lists", {});
    this.#mark = answer.mark;
    this.#lists = answer.lists;
  }

  of(list: string | null): OptionView[] {
    return list === null ? none : (this.#lists[list] ?? none);
  }

  /** Another person has lists of their own. */
  forget(): void {
    this.#mark = null;
    this.#lists = {};
  }
}

export const options = new Options();
