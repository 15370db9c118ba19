import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = {
  "@": path.resolve(import.meta.dirname),
  // Throws outside Next; its empty twin is what Next itself uses on the server.
  "server-only": path.resolve(import.meta.dirname, "node_modules/server-only/empty.js"),
};

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["{domain,components,prisma,scripts}/**/*.test.{ts,tsx}"],
          environment: "node",
          // A property, or a manuscript of the largest size, on a busy machine.
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["server/**/*.test.ts"],
          environment: "node",
          execArgv: ["--import", path.resolve(import.meta.dirname, "server/testing/typescript-threads.mjs")],
          globalSetup: ["prisma/testing/template-database.ts"],
          setupFiles: ["server/testing/database.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
