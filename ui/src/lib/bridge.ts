import { invoke } from "@tauri-apps/api/core";
import type { Commands } from "./bindings/Commands";
import type { ErrorView } from "./bindings/ErrorView";

/** Calls one command of the app; name, arguments and result are checked against the generated map. */
export async function call<K extends keyof Commands>(
  name: K,
  args: Commands[K]["args"],
): Promise<Commands[K]["ret"]> {
  return await invoke<Commands[K]["ret"]>(name, { args });
}

/** What the app said, or `failed` for anything that is not an answer of the app. */
export function asError(error: unknown): ErrorView {
  if (typeof error === "object" && error !== null && "code" in error && typeof error.code === "string") {
    const args = "args" in error && typeof error.args === "object" ? error.args : {};
    return { code: error.code, args: { ...args } };
  }
  return { code: "failed", args: {} };
}
