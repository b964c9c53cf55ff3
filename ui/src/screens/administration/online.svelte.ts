import { asError } from "../../lib/bridge";
import { frame } from "../../lib/frame.svelte";
import { onlineText } from "./lib";

/** What goes to the relay and back: whether it is under way, and why it failed. */
export class Online {
  busy = $state(false);
  problem = $state<string | null>(null);

  /** False if it failed; one thing at a time. */
  async try(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    try {
      await work();
      return true;
    } catch (error: unknown) {
      const view = asError(error);
      this.problem = onlineText(view);
      if (view.code === "locked") frame.failed(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
