// Runs one of the TypeScript files beside it, by the bundler that builds the app: `node cli/run.mjs measure …`.
import path from "node:path";
import process from "node:process";

import { runnerImport } from "vite";

const [name, ...args] = process.argv.slice(2);
const { module } = await runnerImport(path.join(import.meta.dirname, `${name}.ts`), {
  configFile: false,
  logLevel: "error",
});
await module.main(args);
