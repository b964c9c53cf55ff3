import { SvelteMap } from "svelte/reactivity";
import type { OptionView } from "./bindings/OptionView";
import { call } from "./bridge";
import { setOf } from "./collections";
import { Wanted } from "./wanted";

const none: OptionView[] = [];

/** The lists that questions choose from: fetched once, and anew when the app says that they have changed. */
class Options {
  #mark: string | null = null;
  #lists = $state.raw<Record<string, OptionView[]>>({});
  /** Lists too long to be fetched: the app searches them. */
  #long = $state.raw(setOf<string>([]));
  /** Options of long lists that were met, by list and id. */
  readonly #met = new SvelteMap<string, OptionView>();
  readonly #wanted = new Wanted((list, options) => {
    this.meet(list, options);
  });

  /** Brings the lists of this mark; before a page that needs them is drawn. */
  async ready(mark: string): Promise<void> {
    if (mark === this.#mark) return;
    const answer = await call("option_lists", {});
    this.forget();
    this.#mark = answer.mark;
    this.#lists = answer.lists;
    this.#long = setOf(answer.long);
  }

  of(list: string | null): OptionView[] {
    return list === null ? none : (this.#lists[list] ?? none);
  }

  isLong(list: string | null): boolean {
    return list !== null && this.#long.has(list);
  }

  /** What there is to draw an answer with: the whole list, or of a long one the options of these ids. */
  around(list: string | null, ids: () => string[]): OptionView[] {
    if (list === null || !this.isLong(list)) return this.of(list);
    return [...setOf(ids())].flatMap((id) => {
      const option = this.#met.get(`${list}/${id}`);
      if (!option) this.#wanted.ask(list, id);
      return option ?? [];
    });
  }

  /** Options of a long list that an answer of the app held. */
  meet(list: string, options: OptionView[]): void {
    for (const option of options) this.#met.set(`${list}/${option.id}`, option);
  }

  /** Another person has lists of their own. */
  forget(): void {
    this.#mark = null;
    this.#lists = {};
    this.#long = setOf([]);
    this.#met.clear();
    this.#wanted.forget();
  }
}

export const options = new Options();
