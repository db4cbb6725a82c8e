/** The script of the puppet as one piece that a page can run, made by the web app's own bundler. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { project, run } from "../program.ts";

let bundled: string | undefined;

export function puppetScript(): string {
  bundled ??= bundle();
  return bundled;
}

function bundle(): string {
  const folder = mkdtempSync(join(tmpdir(), "donelogin-puppet-"));
  try {
    const file = join(folder, "puppet.js");
    const bundler = project("ui/node_modules/rolldown/bin/cli.mjs");
    const input = project("tests/browser/support/puppet/in-page.ts");
    run(process.execPath, [bundler, input, "--format", "iife", "--file", file]);
    return readFileSync(file, "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
