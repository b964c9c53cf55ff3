import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  clearScreen: false,
  server: {
    fs: { allow: [".", "../crates/daftar-app/messages"] },
    port: 1420,
    strictPort: true,
    host: "127.0.0.1",
  },
  build: {
    target: "safari16", // oldest WebKitGTK we support
    assetsInlineLimit: 0, // no data: scripts, so the CSP can stay strict
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // The worker of pdf.js looks for this one by its name.
        assetFileNames: ({ names: [name] }) =>
          name === "openjpeg_nowasm_fallback.js" ? "assets/[name][extname]" : "assets/[name]-[hash][extname]",
      },
    },
  },
  worker: { format: "es" },
  // vitest must take the browser build of Svelte
  resolve: mode === "test" ? { conditions: ["browser"] } : {},
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/dev/jsdom.ts"],
    restoreMocks: true,
  },
}));
