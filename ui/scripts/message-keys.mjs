// Writes src/lib/message-keys.ts from the English messages, so that a typo in a key is a type error.
import { readFileSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);
const text = readFileSync(new URL("../crates/daftar-app/messages/en.ftl", root), "utf8");
const keys = [...text.matchAll(/^([a-zA-Z][\w-]*) *=/gm)].map((found) => found[1]).sort();
const lines = keys.map((key) => `  | "${key}"`).join("\n");
writeFileSync(
  new URL("src/lib/message-keys.ts", root),
  `// Written by \`npm run keys\` from crates/daftar-app/messages/en.ftl.\n\nexport type MessageKey =\n${lines};\n`,
);
