// How every script of the project is written; run from the root, with this file named.
import * as svelte from "prettier-plugin-svelte";

export default {
  printWidth: 110,
  plugins: [svelte],
  overrides: [{ files: "*.svelte", options: { parser: "svelte" } }],
};
