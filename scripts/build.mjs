// What is made from the sources: Prisma's client and Next's production build. Each keeps the fingerprint of
// what it was made from, and is made again when that has changed.

import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { exitOf, Refusal, ROOT, say, startNode, step } from "./run.mjs";

const CLIENT_FOLDER = path.join(ROOT, "prisma", "generated");
const BUILD_FOLDER = path.join(ROOT, process.env.GALLEY_DIST_DIR ?? ".next");
const STAMP = "galley-fingerprint";

// Not part of the product: changing these asks for no new build.
const SKIPPED_FOLDERS =
  /^(node_modules|\..*|docs|e2e|bench|scripts|generated|migrations|test-results|playwright-report)$/;
const SKIPPED_FILES =
  /(\.test\.tsx?|\.md|\.tsbuildinfo|^\..*|^next-env\.d\.ts|^tsconfig\.json|^LICENSE|^eslint\.config\.mjs|^vitest\.config\.ts|^playwright\.config\.ts)$/;

/** Prisma's client, generated from the schema. Needs no network and no database. */
export async function ensureClient() {
  const files = ["prisma/schema.prisma", "prisma.config.ts", "node_modules/prisma/package.json"];
  const fingerprint = fingerprintOf(files);
  if (isMadeFrom(CLIENT_FOLDER, fingerprint)) return;
  say("Generating the database client");
  const child = startNode(["node_modules/prisma/build/index.js", "generate"], {
    env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (words += data));
  if ((await exitOf(child)) !== 0) throw new Refusal(`The database client could not be generated.\n${words}`);
  fs.writeFileSync(path.join(CLIENT_FOLDER, STAMP), fingerprint);
}

/** Next's production build. Needs no database. */
export async function ensureBuild() {
  const fingerprint = fingerprintOf(["package-lock.json", ...sourceFiles(ROOT)]);
  if (isMadeFrom(BUILD_FOLDER, fingerprint) && fs.existsSync(path.join(BUILD_FOLDER, "BUILD_ID"))) return;
  say("Building Galley (half a minute to two, when the sources changed)");
  fs.rmSync(path.join(BUILD_FOLDER, STAMP), { force: true });
  const child = startNode(["node_modules/next/dist/bin/next", "build"], {
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  await step("Galley could not be built; Next's words are above.", child);
  fs.writeFileSync(path.join(BUILD_FOLDER, STAMP), fingerprint);
}

function isMadeFrom(folder, fingerprint) {
  const stamp = path.join(folder, STAMP);
  return fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === fingerprint;
}

/** @param {string[]} files  relative to the root; one that is missing counts as such */
function fingerprintOf(files) {
  const hash = createHash("sha256");
  for (const file of files.toSorted()) {
    const at = path.join(ROOT, file);
    hash
      .update(`${file}\0`)
      .update(fs.existsSync(at) ? fs.readFileSync(at) : "missing")
      .update("\0");
  }
  return hash.digest("hex");
}

function sourceFiles(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED_FOLDERS.test(entry.name) ? [] : sourceFiles(at);
    return entry.isFile() && !SKIPPED_FILES.test(entry.name) ? [path.relative(ROOT, at)] : [];
  });
}
