import { invoke } from "@tauri-apps/api/core";
import type { AttachedView } from "./bindings/AttachedView";
import type { AttachRequest } from "./bindings/AttachRequest";
import type { Commands } from "./bindings/Commands";
import type { ErrorView } from "./bindings/ErrorView";
import type { FileRequest } from "./bindings/FileRequest";

/** A command that the app has carried out, what was asked and what it answered. */
export type Answered = {
  [K in keyof Commands]: { name: K; args: Commands[K]["args"]; answer: Commands[K]["ret"] };
}[keyof Commands];

const listeners = new Set<(answered: Answered) => void>();

/** Hears of every command that succeeds; the result ends that. For use in `$effect`. */
export function listen(listener: (answered: Answered) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Calls one command of the app; name, arguments and result are checked against the generated map. */
export async function call<K extends keyof Commands>(
  name: K,
  args: Commands[K]["args"],
): Promise<Commands[K]["ret"]> {
  const answer = await invoke<Commands[K]["ret"]>(name, { args });
  for (const listener of listeners) listener({ name, args, answer } as Answered);
  return answer;
}

/** Hands a file over: the request on a line of its own, then the bytes as they are. */
export async function attach(request: AttachRequest, file: Blob): Promise<AttachedView> {
  const body = await new Blob([JSON.stringify(request), "\n", file]).arrayBuffer();
  return await invoke<AttachedView>("attach", new Uint8Array(body));
}

export async function fileBytes(args: FileRequest): Promise<ArrayBuffer> {
  return await invoke<ArrayBuffer>("file_bytes", { args });
}

/** Writes an unprotected copy into the Downloads folder; answers with its name. */
export async function saveCopy(args: FileRequest): Promise<string> {
  return await invoke<string>("save_copy", { args });
}

/** What the app said, or `failed` for anything that is not an answer of the app. */
export function asError(error: unknown): ErrorView {
  if (typeof error === "object" && error !== null && "code" in error && typeof error.code === "string") {
    const args = "args" in error && typeof error.args === "object" ? error.args : {};
    return { code: error.code, args: { ...args } };
  }
  return { code: "failed", args: {} };
}
