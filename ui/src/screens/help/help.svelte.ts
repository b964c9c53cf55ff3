import { frame, type Place } from "../../lib/frame.svelte";
import { topics, type Topic } from "./topics";

const ofScreens: Record<Place["screen"], Topic> = {
  today: "today",
  numbers: "numbers",
  cases: "cases",
  case: "read",
  sync: "sync",
  administration: "administration",
  settings: "settings",
};

/** What the panel shows. */
export type Side = "about" | "first-day";

/** What is open of the help, and with what it would help now. */
class Help {
  sheet = $state(false);
  panel = $state<Side | null>(null);
  /** Parts of a screen that have a text of their own, while they are open. */
  #open = $state.raw<Topic[]>([]);
  /** The same; an effect that ends would read what was open when it began. */
  readonly #all: Topic[] = [];
  /** What the person is at. */
  readonly topic: Topic = $derived.by(() => {
    if (!frame.session) return "signin";
    const place = ofScreens[frame.place.screen];
    return topics.findLast((one) => one === place || this.#open.includes(one)) ?? place;
  });

  /** While this is open, help is about it; the result ends that. For use in `$effect`. */
  on(topic: Topic): () => void {
    this.#all.push(topic);
    this.#open = [...this.#all];
    return () => {
      this.#all.splice(this.#all.indexOf(topic), 1);
      this.#open = [...this.#all];
    };
  }

  toggleSheet(): void {
    this.sheet = !this.sheet;
  }

  show(panel: Side): void {
    this.sheet = false;
    this.panel = panel;
  }

  /** Shows that side of the panel, or shuts the panel if it is shown already. */
  toggle(panel: Side): void {
    const isShown = this.panel === panel && !this.sheet;
    this.shut();
    if (!isShown) this.panel = panel;
  }

  shut(): void {
    this.sheet = false;
    this.panel = null;
  }
}

export const help = new Help();
