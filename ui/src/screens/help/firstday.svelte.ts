import type { SessionView } from "../../lib/bindings/SessionView";
import { call, type Answered } from "../../lib/bridge";
import { frame } from "../../lib/frame.svelte";
import { steps, Watch, type Step } from "./steps";

/**
 * What the person who is signed in has done of the first day, and whether they have put the offer away.
 *
 * Kept in their vault, so that it outlives the program and nobody else on this laptop sees it.
 */
class FirstDay {
  #done = $state.raw<readonly string[]>([]);
  /** Until it is known, nothing is offered and nothing kept. */
  #away = $state(true);
  #known = false;
  #watch = new Watch();

  /** Only for people who work with cases. */
  isFor(session: SessionView | null): boolean {
    return session?.records.some(({ record }) => record === "case") ?? false;
  }

  has(step: Step): boolean {
    return this.#done.includes(step);
  }

  get done(): number {
    return steps.filter(({ id }) => this.has(id)).length;
  }

  get isOffered(): boolean {
    return this.isFor(frame.session) && !this.#away && this.done < steps.length;
  }

  /** Somebody signed in. */
  async begin(): Promise<void> {
    this.end();
    const watch = this.#watch;
    const { done, away } = await call("first_day", {});
    // Somebody else may have signed in meanwhile.
    if (watch !== this.#watch) return;
    const seen = this.#done;
    this.#done = [...new Set([...done, ...seen])];
    this.#away = away;
    this.#known = true;
    if (seen.length > 0) await this.#keep();
  }

  /** Nobody is signed in any more. */
  end(): void {
    this.#done = [];
    this.#away = true;
    this.#known = false;
    this.#watch = new Watch();
  }

  async set(step: Step, done: boolean): Promise<void> {
    if (this.has(step) === done) return;
    const others = this.#done.filter((one) => one !== step);
    this.#done = done ? [...others, step] : others;
    await this.#keep();
  }

  async putAway(): Promise<void> {
    this.#away = true;
    await this.#keep();
  }

  /** What the app carried out may be a step. */
  see(answered: Answered): void {
    for (const step of this.#watch.see(answered)) void this.set(step, true);
  }

  at(screen: (typeof frame.place)["screen"]): void {
    this.#watch.at(screen);
  }

  /** A tick that cannot be kept, on a full disk, is not worth a word. */
  async #keep(): Promise<void> {
    if (!this.#known) return;
    await call("keep_first_day", { done: [...this.#done], away: this.#away }).catch(() => undefined);
  }
}

export const firstDay = new FirstDay();
