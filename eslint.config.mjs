import next from "eslint-config-next/core-web-vitals";
import nextTypescript from "eslint-config-next/typescript";
import jsxA11y from "eslint-plugin-jsx-a11y";

// Which folder may import which is dependency-cruiser's to say (.dependency-cruiser.cjs), form is Prettier's.
const config = [
  {
    ignores: [
      "node_modules/",
      ".next*/",
      ".data/",
      "prisma/generated/",
      "test-results/",
      "playwright-report/",
      "next-env.d.ts",
    ],
  },
  ...next,
  ...nextTypescript,
  {
    // No rule is switched off from inside a file.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
      "no-empty": ["error", { allowEmptyCatch: false }],
      "prefer-const": "error",
      "max-lines": ["error", { max: 350, skipBlankLines: true, skipComments: true }],
      "import/no-anonymous-default-export": "off",
      // After signing in or out a whole new page is meant: nothing read for somebody else stays in memory.
      "@next/next/no-location-assign-relative-destination": "off",
      // These serve the React Compiler, which is not in use here.
      "react-hooks/immutability": "off",
      "react-hooks/preserve-manual-memoization": "off",
      "react-hooks/purity": "off",
      "react-hooks/refs": "off",
    },
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", ignoreRestSiblings: true, caughtErrors: "all" },
      ],
      "@typescript-eslint/ban-ts-comment": [
        "error",
        { "ts-ignore": true, "ts-nocheck": true, "ts-expect-error": "allow-with-description" },
      ],
    },
  },
  {
    files: ["**/*.tsx"],
    rules: {
      ...jsxA11y.flatConfigs.strict.rules,
      // A form that opens at a person's key or click takes the focus: that is where they mean to go on.
      "jsx-a11y/no-autofocus": "off",
      // Lists that are choosers, as ARIA's patterns build them.
      "jsx-a11y/no-noninteractive-element-to-interactive-role": [
        "error",
        { ul: ["listbox", "menu", "tablist"], li: ["menuitem", "option", "tab"], fieldset: ["radiogroup"] },
      ],
      // Escape and Ctrl-Enter belong to a form as a whole.
      "jsx-a11y/no-noninteractive-element-interactions": [
        "error",
        { handlers: ["onClick", "onMouseDown", "onMouseUp", "onKeyPress", "onKeyUp"] },
      ],
    },
  },
  {
    // Programs for the terminal, and tests, whose tables may be long.
    files: ["scripts/**", "bench/**", "prisma/**", "e2e/**", "**/*.test.{ts,tsx}"],
    rules: { "no-console": "off", "max-lines": "off", "@next/next/no-assign-module-variable": "off" },
  },
  {
    // Another project's style, as it is.
    files: ["server/citation-style/**"],
    rules: { "max-lines": "off" },
  },
  {
    // What a process says when it may not even start.
    files: ["server/process.ts"],
    rules: { "no-console": "off" },
  },
  {
    // Playwright's fixtures hand over by a function called `use`, which is no hook.
    files: ["e2e/**"],
    rules: { "react-hooks/rules-of-hooks": "off" },
  },
];

export default config;
