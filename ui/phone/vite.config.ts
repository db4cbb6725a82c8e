/** The phone app: plain files under `/phone/`, no inline script, the service worker under a name that stays. */
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

import { compress } from "./compress.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: "/phone/",
  plugins: [svelte(), compress(here("dist/assets"), here("../node_modules/.cache/brotli"))],
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: "index.html", sw: "src/sw.ts" },
      output: { entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name].[hash].js") },
    },
  },
  worker: { format: "es" },
});
