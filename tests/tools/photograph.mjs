// Signs in to a laptop's window on a virtual screen and saves a picture of what it shows.
//
//   node tests/tools/photograph.mjs WINDOW PROFILE USER PASSWORD PICTURE
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const [window, profile, user, password, picture] = process.argv.slice(2);
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

const port = await new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
// The driver starts the window, so the window inherits this environment.
const driver = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
  env: { ...process.env, DAFTAR_PROFILE: profile, TAURI_WEBVIEW_AUTOMATION: "true" },
  stdio: ["ignore", "ignore", "inherit"],
});

async function ask(method, path, body) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
  const { value } = await answer.json();
  if (value?.error) throw new Error(`${value.error}: ${value.message}`);
  return value;
}
async function eventually(what, attempt) {
  for (const until = Date.now() + 30_000; ; await pause(40)) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until) throw new Error(`waited in vain for ${what}`, { cause: error });
    }
  }
}

let session;
try {
  await eventually("the driver", () => ask("GET", "/status"));
  const browser = { "webkitgtk:browserOptions": { binary: window, args: [] } };
  session = `/session/${(await ask("POST", "/session", { capabilities: { alwaysMatch: browser } })).sessionId}`;
  await ask("POST", `${session}/window/rect`, { x: 0, y: 0, width: 1366, height: 768 });
  const find = (id) =>
    eventually(id, async () => {
      const query = { using: "css selector", value: `[data-testid="${id}"]` };
      return `${session}/element/${(await ask("POST", `${session}/element`, query))[ELEMENT]}`;
    });
  await ask("POST", `${await find(`signin-person-${user}`)}/click`, {});
  await ask("POST", `${await find("signin-password")}/value`, { text: password });
  await ask("POST", `${await find("signin-submit")}/click`, {});
  await find("case-row");
  mkdirSync(dirname(picture), { recursive: true });
  writeFileSync(picture, Buffer.from(await ask("GET", `${session}/screenshot`), "base64"));
  console.log(`the window as ${user} sees it: ${picture}`);
} finally {
  if (session) await ask("DELETE", session).catch(() => {});
  driver.kill();
}
