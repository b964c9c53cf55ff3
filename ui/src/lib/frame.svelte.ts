import type { LineView } from "./bindings/LineView";
import type { RecordTypeView } from "./bindings/RecordTypeView";
import type { SessionView } from "./bindings/SessionView";
import { asError, call } from "./bridge";
import type { MessageKey } from "./message-keys";
import { errorText } from "./messages.svelte";
import { homeOf } from "./records";

export type Place =
  | { screen: "today" }
  | { screen: "numbers" }
  | { screen: "cases"; record: RecordTypeView }
  /** Of what type a record is that is there already, its page tells. */
  | { screen: "case"; caseId: string; formId?: string; panel?: "flags" }
  /** `of` is the case that a new incident is of. */
  | { screen: "case"; caseId: null; record: RecordTypeView; of?: string; formId?: string }
  | { screen: "sync" }
  | { screen: "administration" }
  | { screen: "settings" };

/** One hint of the key line: chords and what they do here. */
export interface KeyHint {
  keys: string[];
  does: MessageKey;
}

/** Seconds that a short message stands in the key line. */
const SAID_SECONDS = 6;

export const nothingToKeep = () => Promise.resolve(true);

/** What the whole window shares: who is signed in, where we are, the key line. */
class Frame {
  session = $state<SessionView | null>(null);
  place = $state<Place>({ screen: "cases", record: "case" });
  /** The type of the records that are listed, or of the one that is open; its list is where Back leads. */
  record = $state<RecordTypeView>("case");
  hints = $state<KeyHint[]>([]);
  said = $state<string | null>(null);
  keysHidden = $state(false);
  /** Whether something is being typed that is not saved yet. */
  writing = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Asks the screen that is open to keep what was typed; false when it could not be kept. */
  keep: () => Promise<boolean> = nothingToKeep;

  /** Says something short after an act; never for what needs an answer. */
  say(text: string): void {
    this.said = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.said = null), SAID_SECONDS * 1000);
  }

  async go(to: Place): Promise<void> {
    // What could not be kept would be lost with its page.
    if (!(await this.keep())) return;
    this.keep = nothingToKeep;
    this.writing = false;
    this.enter(to);
  }

  /** Goes without asking; for a casebook that has just opened. */
  enter(to: Place): void {
    if ("record" in to) this.record = to.record;
    this.place = to;
  }

  /** Back to the list one came from. */
  async back(): Promise<void> {
    const hasList = this.session?.records.some(({ record }) => record === this.record) ?? true;
    const { session } = this;
    await this.go(hasList || !session ? { screen: "cases", record: this.record } : homeOf(session));
  }

  setLine(line: LineView): void {
    if (this.session) this.session.line = line;
  }

  /** Fetches the foot of the rail again; after every act. */
  async refreshLine(): Promise<void> {
    try {
      this.setLine(await call("line", {}));
    } catch (error: unknown) {
      this.failed(error);
    }
  }

  #deriving = false;

  /** Brings the rows of lists and tasks up to date, some records at a time, while one works on. */
  async derive(): Promise<void> {
    if (this.#deriving) return;
    this.#deriving = true;
    try {
      while (this.session && this.session.line.toDerive > 0) {
        const left = await call("derive_some", {});
        this.session.line.toDerive = left;
      }
    } catch (error: unknown) {
      this.failed(error);
    } finally {
      this.#deriving = false;
    }
  }

  /** An answer that has no better place: locked goes to the door, the rest into the key line. */
  failed(error: unknown): void {
    const view = asError(error);
    if (view.code === "locked") this.session = null;
    else this.say(errorText(view));
  }
}

export const frame = new Frame();
