// A Chromium for the browser tests and the measurements: the one that is there, else one that can be had.

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { Refusal, ROOT, say, startNode, startProgram, exitOf } from "./run.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env["PROGRAMFILES(X86)"]}\\Google\\Chrome\\Application\\chrome.exe`,
];

/** Chromium's arguments for tests: no errands of its own, and no sandbox where root may not have one. */
export const BROWSER_ARGUMENTS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/**
 * The path of a Chromium: CHROMIUM_PATH; one on the machine; Playwright's own, downloaded if need be; Debian's
 * package, where root may install it.
 * @returns {Promise<string>}
 */
export async function findBrowser() {
  if (process.env.CHROMIUM_PATH) {
    if (!fs.existsSync(process.env.CHROMIUM_PATH))
      throw new Refusal(`CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, and there is no such file.`);
    return process.env.CHROMIUM_PATH;
  }
  const found = onMachine() ?? (await ofPlaywright());
  if (found) return found;

  say("There is no Chromium on this machine; asking Playwright for one");
  await exitOf(startNode(["node_modules/playwright/cli.js", "install", "chromium"]));
  const downloaded = await ofPlaywright();
  if (downloaded) return downloaded;

  if (process.getuid?.() === 0 && inPath("apt-get")) {
    say("Playwright could not bring one; asking Debian");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await exitOf(startProgram("apt-get", ["update", "-q"], { env }));
    await exitOf(
      startProgram("apt-get", ["install", "-q", "-y", "--no-install-recommends", "chromium"], { env }),
    );
    const installed = onMachine();
    if (installed) return installed;
  }
  throw new Refusal(
    "The browser tests need a Chromium or Chrome. Install one, or set CHROMIUM_PATH to its path.",
  );
}

function onMachine() {
  for (const name of NAMES) {
    const found = inPath(name);
    if (found) return found;
  }
  return APPLICATIONS.find((file) => fs.existsSync(file)) ?? null;
}

/** Playwright's own browser, if it is there and starts (its libraries may be missing). */
async function ofPlaywright() {
  const { chromium } = await import("playwright");
  const file = chromium.executablePath();
  if (!fs.existsSync(file)) return null;
  return spawnSync(file, ["--version"], { cwd: ROOT }).status === 0 ? file : null;
}

function inPath(name) {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    const file = path.join(folder, process.platform === "win32" ? `${name}.exe` : name);
    if (folder && fs.existsSync(file)) return file;
  }
  return null;
}
