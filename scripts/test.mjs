// `npm test`: everything, in one go and from a fresh clone. Each check runs, whatever came of those before it;
// the last line counts. `npm test -- unit types` runs only these.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";

process.env.NEXT_TELEMETRY_DISABLED = "1";
// The tests bring a database of their own: nothing of ours may reach the developer's.
delete process.env.DATABASE_URL;

const { ensureDependencies } = await import("./dependencies.mjs");
const { endChildren, exitOf, killChildren, Refusal, say, startNode } = await import("./run.mjs");

const reports = fs.mkdtempSync(path.join(os.tmpdir(), "galley-reports-"));
const none = { passed: 0, failed: 0, skipped: 0 };

/** A check that passes or fails as a whole. */
const whole = (run) => async () => ((await run()) ? { ...none, passed: 1 } : { ...none, failed: 1 });

const program = (...args) => whole(async () => (await exitOf(startNode(args))) === 0);

/** Tests that count themselves: the runner's own report; without one, the run itself has failed. */
async function counted(name, args, env, read) {
  const report = path.join(reports, `${name}.json`);
  const code = await exitOf(startNode(args(report), { env: { ...process.env, ...env(report) } }));
  const counts = fs.existsSync(report) ? read(JSON.parse(fs.readFileSync(report, "utf8"))) : none;
  // A runner may fail without a failed test (no test found, an error outside of one).
  return code === 0 || counts.failed > 0 ? counts : { ...counts, failed: counts.failed + 1 };
}

const vitest = (project) => () =>
  counted(
    project,
    (report) => [
      "node_modules/vitest/vitest.mjs",
      "run",
      ...["--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    ],
    () => ({}),
    ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numPendingTests + numTodoTests,
    }),
  );

const browserTests = () =>
  counted(
    "e2e",
    () => ["node_modules/playwright/cli.js", "test"],
    (report) => ({ GALLEY_TEST_REPORT: report }),
    // One that passed only when tried again has not passed.
    ({ stats }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    }),
  );

const CHECKS = {
  format: program("node_modules/prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."),
  lint: program("node_modules/eslint/bin/eslint.js", "--max-warnings", "0", "."),
  boundaries: program("node_modules/dependency-cruiser/bin/dependency-cruise.mjs", "."),
  types: whole(async () => {
    const routes = await exitOf(startNode(["node_modules/next/dist/bin/next", "typegen"]));
    return routes === 0 && (await exitOf(startNode(["node_modules/typescript/bin/tsc", "--noEmit"]))) === 0;
  }),
  unit: vitest("unit"),
  integration: vitest("integration"),
  build: whole(async () => {
    const { ensureBuild } = await import("./build.mjs");
    await ensureBuild();
    return true;
  }),
  e2e: browserTests,
};

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.once(signal, () => {
    stopping = true;
    process.once(signal, () => {
      killChildren();
      process.exit(1);
    });
    void endChildren(30_000).then(() => process.exit(1));
  });

async function runCheck(name) {
  say(`\n── ${name} ${"─".repeat(70 - name.length)}`);
  const began = Date.now();
  let counts;
  try {
    counts = await CHECKS[name]();
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error);
    counts = { ...none, failed: 1 };
  }
  return { name, ...counts, seconds: Math.round((Date.now() - began) / 1000) };
}

function summary(results) {
  say(`\n── summary ${"─".repeat(63)}`);
  for (const { name, passed, failed, skipped, seconds } of results) {
    const verdict = failed > 0 ? "FAILED" : "ok";
    say(
      `${name.padEnd(12)} ${verdict.padEnd(7)} ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""} (${seconds} s)`,
    );
  }
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  const skipped = total("skipped");
  say(`\n${total("passed")} passed, ${total("failed")} failed${skipped ? `, ${skipped} skipped` : ""}`);
  return total("failed") === 0;
}

try {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !Object.hasOwn(CHECKS, name));
  if (unknown.length > 0)
    throw new Refusal(
      `There is no check ${unknown.join(", ")}. There are: ${Object.keys(CHECKS).join(", ")}.`,
    );
  await ensureDependencies();
  const { ensureClient } = await import("./build.mjs");
  await ensureClient();
  const results = [];
  for (const name of wanted.length > 0 ? wanted : Object.keys(CHECKS)) {
    results.push(await runCheck(name));
    if (stopping) await new Promise(() => {}); // the signal's handler ends us
  }
  process.exitCode = summary(results) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
} finally {
  fs.rmSync(reports, { recursive: true, force: true });
}
