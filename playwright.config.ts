import { defineConfig, devices } from "playwright/test";
import { BROWSER_ARGUMENTS } from "./scripts/browser.mjs";

const report = process.env.GALLEY_TEST_REPORT;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // Starts a Galley of the tests' own: database, sample, production build (e2e/support/server.ts).
  globalSetup: "./e2e/support/server.ts",
  reporter: report ? [["list"], ["json", { outputFile: report }]] : [["list"]],
  forbidOnly: Boolean(process.env.CI),
  // A journey that changes anything does so in an article of its own.
  workers: 2,
  timeout: 300_000,
  expect: { timeout: 45_000 },
  use: {
    actionTimeout: 60_000,
    navigationTimeout: 90_000,
    // Playwright's workers read this file again, after the set-up has put both into the environment.
    baseURL: process.env.GALLEY_E2E_URL,
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: BROWSER_ARGUMENTS },
    locale: "en-GB",
    timezoneId: "Europe/London",
    trace: "off", // slow; ask for it when needed: npx playwright test --trace on
    screenshot: "only-on-failure",
  },
  projects: [
    {
      name: "desktop",
      grepInvert: /@phone/,
      use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } },
    },
    // Tests and groups tagged @phone: { tag: "@phone" }.
    { name: "phone", grep: /@phone/, use: devices["Pixel 7"] },
  ],
});
