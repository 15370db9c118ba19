// The packages of package-lock.json, installed when they are not. No dependency of its own, of course.

import fs from "node:fs";
import path from "node:path";
import { Refusal, ROOT, say, startNode, startProgram, step } from "./run.mjs";

/** Installs what is missing or changed since the lock file did; no package's scripts are run. */
export async function ensureDependencies() {
  if (areInstalled()) return;
  const folder = path.join(ROOT, "node_modules");
  if (fs.lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new Refusal(
      `The packages in ${fs.readlinkSync(folder)}, which node_modules links to, are not those of package-lock.json. Installing would empty that folder; remove the link first.`,
    );
  say("Installing the packages (a minute or two, at the first start)");
  const args = ["ci", "--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  // Under `npm start` the very npm that runs us; else the one on the path.
  const npm = process.env.npm_execpath;
  const child =
    npm && path.basename(npm) === "npm-cli.js"
      ? startNode([npm, ...args])
      : startProgram("npm", args, { shell: process.platform === "win32" });
  await step("The packages could not be installed; npm's words are above.", child);
}

/** Whether node_modules holds what the lock file names, for this machine. */
function areInstalled() {
  const locked = readPackages("package-lock.json");
  const installed = readPackages("node_modules/.package-lock.json"); // npm writes it when an install is complete
  if (!locked || !installed) return false;
  return Object.entries(locked).every(([place, wanted]) => {
    if (place === "" || wanted.link) return true;
    const found = installed[place];
    if (found) return found.version === wanted.version && found.integrity === wanted.integrity;
    // Optional ones are other machines' builds, or such as npm may leave out.
    return wanted.optional === true && !isMadeForHere(wanted);
  });
}

/** Whether a package says of itself that it is made for this very system and processor. */
function isMadeForHere({ os, cpu, libc }) {
  if (!os || !cpu || libc) return false; // the C library is npm's to judge
  return os.includes(process.platform) && cpu.includes(process.arch);
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(ROOT, file), "utf8")).packages ?? null;
  } catch {
    return null;
  }
}
