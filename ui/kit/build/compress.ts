/** After a build: big files are kept compressed only, since the server hands them out that way. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

import type { Plugin } from "vite";

/** Smaller files are not worth a second look. In bytes. */
const WORTH_IT = 4 * 1024;
const SHRINKS = /\.(js|mjs|css|wasm|svg)$/;

/** `x.wasm` becomes `x.wasm.br` (RFC 7932), at the best quality: 14 MB of engine take half a minute, once. */
export function compress(folder: string, cache: string): Plugin {
  return {
    name: "compress",
    apply: "build",
    closeBundle() {
      mkdirSync(cache, { recursive: true });
      for (const name of readdirSync(folder).filter((file) => SHRINKS.test(file))) {
        const file = join(folder, name);
        const content = readFileSync(file);
        if (content.length < WORTH_IT) continue;
        writeFileSync(`${file}.br`, remembered(cache, content));
        rmSync(file);
      }
    },
  };
}

function remembered(cache: string, content: Buffer): Buffer {
  const known = join(cache, createHash("sha256").update(content).digest("hex"));
  if (existsSync(known)) return readFileSync(known);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  const small = brotliCompressSync(content, { params });
  // A build that is stopped here must not leave half a file to the next one.
  writeFileSync(`${known}.${process.pid}`, small);
  renameSync(`${known}.${process.pid}`, known);
  return small;
}
