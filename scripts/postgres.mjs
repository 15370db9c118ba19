// The embedded PostgreSQL: started for the app (data kept, safe on disk) and for tests (fast, thrown away).
//
// Several processes of one clone may use it at once (`npm start` and `npm run db:seed`, say). Each signs in to
// the data folder's list of users; the last to leave stops the server. A process that was killed is struck off
// the list by the next one, so nothing stays behind for ever.

import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { databaseUser, makePrivateFolder, placeForData, programs } from "./postgres-home.mjs";
import { anyFreePort } from "./ports.mjs";
import { commandOf, delay, isAlive, startOf } from "./processes.mjs";
import { Refusal } from "./run.mjs";

const SUPERUSER = "postgres";
const PASSWORD_FILE = "galley-password";
const USERS_FOLDER = "galley-users";
const START_PATIENCE = 60_000;
const STOP_PATIENCE = 20_000;

/**
 * Starts PostgreSQL on a data folder, or joins the one that already runs there.
 *
 * @param {object} options
 * @param {string} options.dataDir  the folder of the data; made at the first start (some seconds)
 * @param {number} [options.port]  default: any free one
 * @param {string} [options.database]  the database of `url`, made when missing
 * @param {boolean} [options.durable]  false only for data nobody will miss: nothing waits for the disk
 * @param {(line: string) => void} [options.log]  told what takes time
 * @returns {Promise<{ url: string, port: number, joined: boolean, gone: Promise<void>, stop: () => Promise<void> }>}
 *   `gone` settles when the server ends without having been asked to by `stop`.
 */
export async function startPostgres({ dataDir, port, database = "galley", durable = true, log = () => {} }) {
  const user = databaseUser(dataDir);
  const place = placeForData(path.resolve(dataDir), user);
  const native = programs(user, place);
  const context = { place, native, user, durable, logFile: `${place}.log` };

  if (!fs.existsSync(path.join(place, "PG_VERSION"))) {
    log("Making the database (once)");
    await initialise(context);
  }
  checkVersion(context);
  signIn(place);

  let server;
  try {
    server = await runningServer(place);
    if (server) log(`PostgreSQL already runs on these data (process ${server.pid}); using it too`);
    const joined = server !== null;
    server ??= await launch(context, port);
    const url = await readyDatabase(place, server.port, database);
    return { url, port: server.port, joined, ...supervise(context, server.pid) };
  } catch (error) {
    signOut(place);
    if (server && otherUsers(place).length === 0) await endServer(context, server.pid);
    throw error;
  }
}

// ---- the server process

function environment() {
  // Nobody's PGDATA, PGPORT or locale may leak in.
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|NODE_)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: "C", TZ: "UTC" };
}

const program = (native, name) =>
  path.join(native, "bin", process.platform === "win32" ? `${name}.exe` : name);

async function initialise({ place, native, user, durable }) {
  const half = `${place}-${process.pid}`;
  fs.rmSync(half, { recursive: true, force: true });
  makePrivateFolder(half, user);
  const password = randomBytes(18).toString("hex");
  const passwordFile = path.join(os.tmpdir(), `galley-${randomBytes(8).toString("hex")}`);
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: "wx" });
  if (user.uid !== undefined) fs.chownSync(passwordFile, user.uid, user.gid);
  try {
    // The builtin locale sorts and folds alike on every machine, Persian and Arabic included.
    const made = spawnSync(
      program(native, "initdb"),
      [
        ...[
          "-D",
          half,
          "-U",
          SUPERUSER,
          "--auth=scram-sha-256",
          `--pwfile=${passwordFile}`,
          "--encoding=UTF8",
        ],
        ...["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
        ...(durable ? [] : ["--no-sync"]),
      ],
      { ...user, cwd: "/", env: environment(), encoding: "utf8" },
    );
    if (made.error) throw made.error;
    if (made.status !== 0) throw new Refusal(`PostgreSQL could not make its data folder:\n${made.stderr}`);
    fs.writeFileSync(path.join(half, PASSWORD_FILE), password, { mode: 0o600 });
    makePrivateFolder(path.join(half, USERS_FOLDER), user);
    fs.renameSync(half, place);
  } catch (error) {
    fs.rmSync(half, { recursive: true, force: true });
    // Two first starts at once: the other one's folder is as good.
    if (!fs.existsSync(path.join(place, "PG_VERSION"))) throw error;
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

function checkVersion({ place, native }) {
  const data = fs.readFileSync(path.join(place, "PG_VERSION"), "utf8").trim();
  const { stdout } = spawnSync(program(native, "postgres"), ["--version"], {
    encoding: "utf8",
    env: environment(),
  });
  const server = /(\d+)(\.|beta|rc|devel)/.exec(stdout ?? "")?.[1];
  if (!server)
    throw new Refusal(
      "The embedded PostgreSQL does not run on this machine. Install PostgreSQL and set DATABASE_URL.",
    );
  if (server !== data)
    throw new Refusal(
      `The data in ${place} are PostgreSQL ${data}'s, and this Galley brings PostgreSQL ${server}. Restore a backup into a new data folder.`,
    );
}

async function launch({ place, native, user, durable, logFile }, wantedPort) {
  const began = Date.now();
  for (;;) {
    const port = wantedPort ?? (await anyFreePort());
    const size = fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
    const output = fs.openSync(logFile, size > 5_000_000 ? "w" : "a", 0o600);
    const from = size > 5_000_000 ? 0 : size;
    const settings = [
      ...["listen_addresses=127.0.0.1", `port=${port}`, "unix_socket_directories=", "timezone=UTC"],
      ...[
        "max_connections=200",
        "log_timezone=UTC",
        "log_min_messages=warning",
        "log_min_error_statement=panic",
      ],
      ...(durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
    ];
    // A group of its own: a terminal's Ctrl-C must reach the app first and the database last.
    const child = spawn(
      program(native, "postgres"),
      ["-D", place, ...settings.flatMap((setting) => ["-c", setting])],
      {
        ...user,
        cwd: "/",
        env: environment(),
        detached: true,
        stdio: ["ignore", output, output],
      },
    );
    fs.closeSync(output);
    let ended = null;
    child.once("error", (error) => (ended = error.message));
    child.once("exit", (code, signal) => (ended ??= `it ended with ${signal ?? code}`));
    child.unref();

    while (ended === null && Date.now() - began < START_PATIENCE) {
      if (postmaster(place)?.status === "ready" && postmaster(place).pid === child.pid)
        return { pid: child.pid, port };
      await delay(20);
    }
    if (ended === null) child.kill("SIGKILL");
    const said = fs.readFileSync(logFile, "utf8").slice(from).trim();
    const other = await runningServer(place); // a race with another start: join the winner
    if (other) return other;
    // Another took the port meanwhile, or the workers of a killed server are still on their way out.
    const passing = /could not (bind|create any TCP)|still in use|lock file/.test(said);
    if (!passing || Date.now() - began > 15_000)
      throw new Refusal(
        `PostgreSQL did not start: ${ended ?? "no answer in a minute"}.\n${said || `See ${logFile}`}`,
      );
    await delay(250);
  }
}

/** What the server wrote about itself: line 1 its process, 4 its port, 8 its state. */
function postmaster(place) {
  try {
    const lines = fs.readFileSync(path.join(place, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? "").trim() };
  } catch {
    return null;
  }
}

/** Whether this process is the server of these data, and not one that was given a dead server's number. */
function isServerOf(place, pid) {
  if (!pid || !isAlive(pid)) return false;
  const command = commandOf(pid);
  return command === null
    ? process.platform === "win32"
    : command.includes("postgres") && command.includes(place);
}

/** The server that runs on these data once it is up, or null; clears what a killed one left. */
export async function runningServer(place) {
  const began = Date.now();
  for (;;) {
    const found = postmaster(place);
    if (!found) return null;
    if (!isServerOf(place, found.pid)) {
      if (Number.isInteger(found.pid)) fs.rmSync(path.join(place, "postmaster.pid"), { force: true });
      return null;
    }
    if (found.status === "ready") return { pid: found.pid, port: found.port };
    if (Date.now() - began > START_PATIENCE)
      throw new Refusal(`PostgreSQL (process ${found.pid}) has been "${found.status}" for a minute.`);
    await delay(50); // starting or stopping
  }
}

function supervise(context, pid) {
  const { place } = context;
  let stopping = null;
  let poll;
  const gone = new Promise((resolve) => {
    poll = setInterval(() => {
      if (isServerOf(place, pid)) return;
      clearInterval(poll);
      if (!stopping) resolve();
    }, 1000);
    poll.unref();
  });
  const lastResort = () => {
    signOut(place);
    if (otherUsers(place).length === 0 && isServerOf(place, pid)) process.kill(pid, "SIGINT");
  };
  process.once("exit", lastResort);
  const stop = () =>
    (stopping ??= (async () => {
      clearInterval(poll);
      process.off("exit", lastResort);
      signOut(place);
      if (otherUsers(place).length === 0) await endServer(context, pid);
    })());
  return { gone, stop };
}

/** Fast shutdown; harder ways only when it does not answer. `place` is the real data folder. */
export async function endServer({ place, native }, pid) {
  for (const [signal, patience] of [
    ["SIGINT", STOP_PATIENCE],
    ["SIGQUIT", 5000],
    ["SIGKILL", 5000],
  ]) {
    if (!isServerOf(place, pid)) return;
    if (process.platform === "win32")
      spawnSync(program(native, "pg_ctl"), ["stop", "-D", place, "-m", "fast", "-w"], { env: environment() });
    else process.kill(pid, signal);
    const until = Date.now() + patience;
    while (isServerOf(place, pid) && Date.now() < until) await delay(20);
  }
}

// ---- who uses it

function signIn(place) {
  const folder = path.join(place, USERS_FOLDER);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, String(process.pid)), startOf(process.pid) ?? "");
}

function signOut(place) {
  fs.rmSync(path.join(place, USERS_FOLDER, String(process.pid)), { force: true });
}

function otherUsers(place) {
  const folder = path.join(place, USERS_FOLDER);
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder).filter((name) => {
    if (name === String(process.pid)) return false;
    const file = path.join(folder, name);
    const alive = startOf(Number(name)) === fs.readFileSync(file, "utf8");
    if (!alive) fs.rmSync(file, { force: true });
    return alive;
  });
}

// ---- the database

async function readyDatabase(place, port, database) {
  const password = fs.readFileSync(path.join(place, PASSWORD_FILE), "utf8");
  const urlOf = (name) => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${name}`;
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: urlOf("postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  } catch (error) {
    if (error.code !== "42P04" && error.code !== "23505") throw error; // made by another start meanwhile
  } finally {
    await client.end();
  }
  return urlOf(database);
}
