// Shows the window in a browser without the app: `npm run demo`. No part of the production bundle.
import { mockIPC } from "@tauri-apps/api/mocks";
import { answers } from "./answers";

mockIPC(async (command, payload) => {
  const answer = answers[command];
  if (!answer) throw new Error(command);
  const isRaw = ArrayBuffer.isView(payload);
  const args = isRaw ? payload : (payload as { args?: unknown } | undefined)?.args;
  await new Promise((later) => setTimeout(later, isRaw ? 900 : 15));
  return structuredClone(answer(args as never));
});
await import("../main");
