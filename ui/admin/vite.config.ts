/** The administrators' app: plain files under `/admin/`, no inline script. */
import { fileURLToPath } from "node:url";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

import { classOf } from "../kit/build/classes.ts";
import { compress } from "../kit/build/compress.ts";
import { version } from "../kit/build/version.ts";
import { withoutScript } from "../kit/build/without-script.ts";
import { chunkName } from "../kit/build/words.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: "/admin/",
  define: { __VERSION__: JSON.stringify(version()) },
  plugins: [
    svelte({ compilerOptions: { cssHash: classOf } }),
    withoutScript(here("../locales"), "admin.ftl", "/account"),
    compress(here("dist/assets"), here("../node_modules/.cache/brotli")),
  ],
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { entryFileNames: "assets/[name].[hash].js", chunkFileNames: chunkName } },
  },
});
