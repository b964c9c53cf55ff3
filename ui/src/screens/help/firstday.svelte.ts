import { SvelteMap, SvelteSet } from "svelte/reactivity";
import type { SessionView } from "../../lib/bindings/SessionView";
import type { Answered } from "../../lib/bridge";
import { setOf } from "../../lib/collections";
import { frame } from "../../lib/frame.svelte";
import { door } from "../signin/door.svelte";
import { steps, Watch, type Step } from "./steps";

/**
 * Who has done what of the first day, and has put the offer away.
 *
 * Kept in memory until the program ends, and nowhere else: the laptop has no encrypted place for it that is the
 * person's own, and no name may stand in the clear.
 */
class FirstDay {
  readonly #done = new SvelteMap<string, ReadonlySet<Step>>();
  readonly #away = new SvelteSet<string>();
  #watch = new Watch();

  /** Only for people who work with cases. */
  isFor(session: SessionView | null): boolean {
    return session?.records.some(({ record }) => record === "case") ?? false;
  }

  /** While the window locks, whoever locked it. */
  get #person(): string | null {
    return frame.session?.userName ?? door.locked?.userName ?? null;
  }

  has(step: Step): boolean {
    return this.#doneBy(this.#person).has(step);
  }

  get done(): number {
    return this.#doneBy(this.#person).size;
  }

  get isOffered(): boolean {
    const person = frame.session?.userName;
    if (person === undefined || !this.isFor(frame.session)) return false;
    return !this.#away.has(person) && this.done < steps.length;
  }

  set(step: Step, done: boolean): void {
    const person = this.#person;
    if (person === null) return;
    const others = [...this.#doneBy(person)].filter((one) => one !== step);
    this.#done.set(person, setOf(done ? [...others, step] : others));
  }

  putAway(): void {
    if (frame.session) this.#away.add(frame.session.userName);
  }

  /** What the app carried out may be a step. */
  see(answered: Answered): void {
    for (const step of this.#watch.see(answered)) this.set(step, true);
    if (answered.name !== "lock") return;
    // A window that locked by itself shows nothing of the person.
    if (door.locked?.idleMinutes === null) this.set("lock", true);
    this.#watch = new Watch();
  }

  at(screen: (typeof frame.place)["screen"]): void {
    this.#watch.at(screen);
  }

  #doneBy(person: string | null): ReadonlySet<Step> {
    return (person === null ? undefined : this.#done.get(person)) ?? setOf([]);
  }
}

export const firstDay = new FirstDay();
