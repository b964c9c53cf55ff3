import type { FieldView } from "../../lib/bindings/FieldView";
import type { CaseState } from "../case/case.svelte";
import { fieldsOf, stepsOf, type Step } from "./lib";
import { Likely } from "./likely.svelte";

/** Where one is in a new case. All that is typed on the way is typed on its page, and kept as its draft. */
export class Register {
  readonly page: CaseState;
  readonly likely = new Likely();
  step = $state<Step>("forms");
  readonly steps = $derived.by(() => stepsOf(this.page.view));
  readonly fields: FieldView[] = $derived.by(() => fieldsOf(this.page.view, this.step));
  /** Why one may not go on yet, as the app says; on the step that asks for it. */
  readonly blocked = $derived.by(() => (this.step === "ask" ? this.page.consequences.view.refused : null));

  constructor(page: CaseState) {
    this.page = page;
    // A draft goes on where it stopped: on its forms.
    if (!page.writing.typed) this.begin();
  }

  get maySkip(): boolean {
    return this.page.view.registration?.maySkip ?? true;
  }

  get onForms(): boolean {
    return this.step === "forms";
  }

  get isFirst(): boolean {
    return this.step === this.steps[0];
  }

  begin(): void {
    this.step = this.steps[0] ?? "forms";
  }

  /** Goes on to the next step; false where something has to be answered or looked at first. */
  async next(): Promise<boolean> {
    if (this.onForms) return false;
    // What was answered a moment ago counts.
    if (this.step === "ask") await this.page.consequences.now();
    if (this.blocked !== null) return false;
    if (this.step === "look" && !(await this.#ruleOut())) return false;
    return this.#move(1);
  }

  /** Who goes on has seen those that were found; none that came only now. */
  async #ruleOut(): Promise<boolean> {
    if (this.likely.pending) {
      await this.likely.now();
      if ((this.likely.found ?? []).length > 0) return false;
    }
    this.page.ruleOut(this.likely.found ?? []);
    return true;
  }

  /** Goes on without answering, and without ruling anybody out. */
  skip(): boolean {
    return this.maySkip && !this.onForms && this.#move(1);
  }

  back(): boolean {
    return this.#move(-1);
  }

  /** Goes back to a step that was passed. */
  goBackTo(step: Step): void {
    if (this.steps.indexOf(step) < this.steps.indexOf(this.step)) this.step = step;
  }

  #move(by: number): boolean {
    const to = this.steps[this.steps.indexOf(this.step) + by];
    if (to === undefined) return false;
    this.likely.stop();
    this.step = to;
    return true;
  }
}

/** What comes before the forms of a page; none of a record that is there already. */
export function registerOf(page: CaseState): Register | null {
  return page.view.registration === null ? null : new Register(page);
}
