// The four floors: app → components, server → domain. Arrows only point down, and components and server do not
// know each other. See docs/architecture.md.

/** Tests, what they stand on (folders called testing/), and measurements. */
const TESTS = "[.]test[.]tsx?$|/testing/|^e2e/|^bench/";
/** What the pure core may stand on: packages that read no clock, no disk and no network. */
const PURE_PACKAGES = [
  "@xmldom/xmldom",
  "diff",
  "approx-string-match",
  "fflate",
  "hast-util-[^/]+",
  "mdast-util-[^/]+",
  "micromark[^/]*",
  "prosemirror-changeset",
  "prosemirror-model",
  "prosemirror-transform",
  "rehype-[^/]+",
  "remark-[^/]+",
  "saxes",
  "unified",
  "unist-util-[^/]+",
  "zod",
  "@types/(hast|mdast|unist)",
].join("|");

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Files that need each other are one idea in two places.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "domain-knows-only-domain",
      comment: "The pure core imports nothing of ours outside domain/.",
      severity: "error",
      from: { path: "^domain/", pathNot: TESTS },
      to: { pathNot: ["^domain/", "node_modules/"] },
    },
    {
      name: "domain-stands-on-pure-packages",
      comment: "No Next, no React, no Prisma, nothing of Node: add a package to the list only if it is pure.",
      severity: "error",
      from: { path: "^domain/", pathNot: TESTS },
      to: { path: "node_modules/", pathNot: `node_modules/(${PURE_PACKAGES})/` },
    },
    {
      name: "components-know-only-domain",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(app|server|prisma|scripts|e2e|bench)/" },
    },
    {
      name: "server-knows-only-domain",
      severity: "error",
      from: { path: "^server/", pathNot: TESTS },
      to: { path: "^(app|components|scripts|e2e|bench)/|^prisma/(?!generated/)" },
    },
    {
      name: "nobody-imports-app",
      severity: "error",
      from: { pathNot: `^app/|${TESTS}` },
      to: { path: "^app/" },
    },
    {
      name: "product-knows-no-tools",
      comment: "What runs for people does not import what builds, tests or measures it.",
      severity: "error",
      from: { path: "^(app|components|domain|server)/|^(proxy|instrumentation)[.]ts$", pathNot: TESTS },
      to: { path: "^(scripts|e2e|bench)/|/testing/|[.]test[.]tsx?$" },
    },
    {
      name: "prisma-only-behind-server",
      comment: "server/ is the only code of the product that touches Prisma.",
      severity: "error",
      from: { pathNot: `^(server|prisma|scripts)/|${TESTS}|^prisma[.]config[.]ts$` },
      to: { path: "^prisma/generated/|node_modules/(@prisma|prisma)/" },
    },
    {
      name: "next-auth-in-two-files",
      severity: "error",
      from: { pathNot: `^server/auth[.]ts$|^app/api/auth/|${TESTS}` },
      to: { path: "node_modules/next-auth/" },
    },
    {
      name: "contract-only-as-types",
      comment: "zod must not reach the browser: components take types of the contract, never its schemas.",
      severity: "error",
      from: { path: "^components/", pathNot: TESTS },
      to: { path: "^domain/contract([.]ts$|/)|node_modules/zod/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "domain-takes-the-contract-as-types",
      comment: "Else zod would reach the browser by way of the other files of domain/.",
      severity: "error",
      from: { path: "^domain/", pathNot: `^domain/contract([.]ts$|/)|${TESTS}` },
      to: { path: "^domain/contract([.]ts$|/)|node_modules/zod/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "editor-loads-when-needed",
      comment: "Reading and flagging need no editor: it comes by import() when someone begins to write.",
      severity: "error",
      from: { path: "^(app|components)/", pathNot: `^components/editor/|${TESTS}` },
      to: {
        path: "^components/editor/|node_modules/prosemirror-(view|state|commands|history|keymap|collab)/",
        dependencyTypesNot: ["type-only", "dynamic-import"],
      },
    },
    {
      name: "no-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-tools-in-the-product",
      comment: "What runs for people must be among the dependencies, not the devDependencies.",
      severity: "error",
      from: { path: "^(app|components|domain|server)/", pathNot: TESTS },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-unused-files",
      comment: "A file nobody imports is dead; server/typst/ is started as a program (server/pdf.ts).",
      severity: "error",
      module: {
        path: "^(components|domain|server)/",
        pathNot: `^server/typst/|${TESTS}`,
        numberOfDependentsLessThan: 1,
      },
      from: {},
    },
  ],
  options: {
    doNotFollow: { path: "node_modules|^prisma/generated/" },
    exclude: { path: "^[.]next|^[.]data" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
