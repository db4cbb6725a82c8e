/** The phone app: plain files under `/phone/`, no inline script, the service worker under a name that stays. */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import { type Plugin, defineConfig } from "vite";

import { classOf } from "../kit/build/classes.ts";
import { compress } from "../kit/build/compress.ts";
import { version } from "../kit/build/version.ts";
import { withoutScript } from "../kit/build/without-script.ts";
import { chunkName, languageOf } from "../kit/build/words.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Large files that the app fetches when it needs them, and keeps by itself. */
const LATER = /\.(wasm|onnx)$/;

/** Tells the service worker which files make this build. */
function shell(): Plugin {
  return {
    name: "donelogin-shell",
    generateBundle(_, bundle) {
      const worker = bundle["sw.js"];
      if (worker?.type !== "chunk") return;
      const files = Object.values(bundle).filter((file) => file !== worker && !LATER.test(file.fileName));
      const hash = createHash("sha256");
      for (const file of files) hash.update(file.type === "chunk" ? file.code : file.source);
      const words = new Map<string, string>();
      for (const file of files) {
        const tag = file.type === "chunk" ? languageOf(file) : null;
        if (tag !== null) words.set(file.fileName, tag);
      }
      const assets = files.map((file) => file.fileName).filter((name) => name.startsWith("assets/"));
      const list = assets.filter((name) => !words.has(name)).sort();
      const byTag = [...words].map(([name, tag]) => [tag, `/phone/${name}`] as const);
      worker.code = worker.code
        .replace(/(["'`])__SHELL__\1/, JSON.stringify(JSON.stringify(list.map((name) => `/phone/${name}`))))
        .replace(/(["'`])__WORDS__\1/, JSON.stringify(JSON.stringify(Object.fromEntries(byTag.sort()))))
        .replace(/__BUILD__/, hash.digest("hex").slice(0, 16));
    },
  };
}

export default defineConfig({
  base: "/phone/",
  define: { __VERSION__: JSON.stringify(version()) },
  plugins: [
    svelte({ compilerOptions: { cssHash: classOf } }),
    withoutScript(here("../locales"), "phone.ftl", "/account/devices"),
    shell(),
    compress(here("dist/assets"), here("../node_modules/.cache/brotli")),
  ],
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: "index.html", sw: "src/sw.ts" },
      output: {
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name].[hash].js"),
        chunkFileNames: chunkName,
      },
    },
  },
  worker: { format: "es" },
});
