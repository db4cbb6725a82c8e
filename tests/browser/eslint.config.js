// One set of rules for every script of the project; run from the root, with this file named.
import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import tseslint from "typescript-eslint";

const typed = {
  parserOptions: {
    projectService: true,
    tsconfigRootDir: `${import.meta.dirname}/../..`,
    extraFileExtensions: [".svelte"],
  },
};

export default tseslint.config(
  { ignores: ["**/node_modules/", "**/dist/", "tests/browser/results/", "ui/client/src/generated.d.ts"] },
  js.configs.recommended,
  { rules: { eqeqeq: "error", "no-var": "error", "prefer-const": "error", "no-console": "error" } },
  {
    files: ["ui/pages/**/*.js", "src-tauri/page/*.js"],
    languageOptions: { globals: { ...globals.browser, ...globals.serviceworker } },
  },
  {
    files: ["tests/browser/**/*.ts", "ui/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: typed,
    rules: {
      // Ports and the like in addresses.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Playwright hands fixtures over by an empty pattern where there are none.
      "no-empty-pattern": "off",
    },
  },
  {
    files: ["ui/**/*.svelte", "ui/**/*.svelte.ts"],
    extends: [tseslint.configs.strictTypeChecked, svelte.configs.recommended],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { ...typed.parserOptions, parser: tseslint.parser },
    },
    rules: {
      // Properties are declared together, also where one of them can be bound.
      "prefer-const": "off",
      "svelte/prefer-const": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  {
    // Pixels in loops: the index is right by the loop's bounds, and a check for each would cost time.
    files: ["ui/face/**/*.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
  {
    // The measurement talks to its user.
    files: ["ui/face/cli/**/*.ts"],
    rules: { "no-console": "off" },
  },
);
