// One set of rules for every script of the project; run from the root, with this file named.
import js from "@eslint/js";
import globals from "globals";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["**/node_modules/", "**/dist/", "tests/browser/results/"] },
  js.configs.recommended,
  { rules: { eqeqeq: "error", "no-var": "error", "prefer-const": "error", "no-console": "error" } },
  {
    files: ["ui/**/*.js"],
    languageOptions: { globals: { ...globals.browser, ...globals.serviceworker } },
  },
  {
    files: ["tests/browser/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: ["tsconfig.json"], tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Ports and the like in addresses.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Playwright hands fixtures over by an empty pattern where there are none.
      "no-empty-pattern": "off",
    },
  },
);
