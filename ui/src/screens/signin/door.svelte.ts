import type { ErrorView } from "../../lib/bindings/ErrorView";
import type { SessionView } from "../../lib/bindings/SessionView";
import { asError, call } from "../../lib/bridge";
import { frame, nothingToKeep } from "../../lib/frame.svelte";
import { options } from "../../lib/options.svelte";
import { homeOf } from "../../lib/records";

/** Who locked the window, when and why; the same person comes back to the same place. */
interface Locked {
  userName: string;
  atMs: number;
  idleMinutes: number | null;
  writing: boolean;
}

/** Before the casebook opens: signing in, enrolling, the lock. */
class Door {
  locked = $state<Locked | null>(null);
  problem = $state<ErrorView | null>(null);
  busy = $state(false);
  /** What is still to be kept when somebody locks the window, while the casebook is open. */
  beforeLock: (() => Promise<void>) | null = null;

  entered(session: SessionView): void {
    options.forget();
    if (this.locked?.userName !== session.userName) {
      frame.enter(homeOf(session));
    }
    this.locked = null;
    this.problem = null;
    frame.said = null;
    frame.session = session;
  }

  failed(error: unknown): void {
    this.problem = asError(error);
  }

  async signIn(userName: string, password: string): Promise<void> {
    await this.#try(async () => {
      this.entered(await call("sign_in", { userName, password }));
    });
  }

  async enrol(code: string, password: string): Promise<void> {
    await this.#try(async () => {
      this.entered(await call("enrol", { code, password }));
    });
  }

  /** Keeps what was being written, then shuts the casebook. */
  async lock(idleMinutes: number | null = null): Promise<void> {
    const userName = frame.session?.userName;
    if (userName === undefined) return;
    const writing = frame.writing;
    try {
      await frame.keep();
      if (idleMinutes === null) await this.beforeLock?.();
    } finally {
      // Whatever the draft did, the window must shut.
      frame.keep = nothingToKeep;
      this.problem = null;
      this.locked = { userName, atMs: Date.now(), idleMinutes, writing };
      frame.session = null;
      await call("lock", {}).catch((error: unknown) => {
        this.failed(error);
      });
    }
  }

  async #try(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await work();
    } catch (error: unknown) {
      this.failed(error);
    } finally {
      this.busy = false;
    }
  }
}

export const door = new Door();
