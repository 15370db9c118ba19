/**
 * `npm run bench -- writers`: fifty people write in one article for a minute, over two server processes; then the same
 * with one of these killed in the middle, and with the database restarted in the middle. Afterwards everything that
 * was acknowledged has to be there, and every flag on its words. WRITERS_SECONDS makes it shorter.
 */
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { ArticleDto } from "@/domain/contract";
import { migrate } from "../scripts/database.mjs";
import { startPostgres } from "../scripts/postgres.mjs";
import { anyFreePort } from "../scripts/ports.mjs";
import { startServer } from "../scripts/server.mjs";
import { percentile, randomFrom } from "./statistics";
import { figure, markdownTable } from "./table";
import { Writer, type Ledger } from "./writer";

const WRITERS = 50;
const SECONDS = Number(process.env.WRITERS_SECONDS ?? 60);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-writers-"));
fs.chmodSync(folder, 0o711); // the database's user has to pass through
const dataDir = path.join(folder, "data");
let database = await startPostgres({ dataDir });
const { port, url } = database;
process.env.DATABASE_URL = url;
process.env.NEXTAUTH_SECRET = randomBytes(32).toString("base64url");
process.env.NEXTAUTH_URL = "";
// Hundreds of requests meet a database that is not there: each would be logged.
const env = { ...process.env, LOG_LEVEL: "fatal" };
await migrate({ url, env });

// What talks to the database by itself reads its address when it is imported.
const { generatedArticle } = await import("./article");
const { makePeople } = await import("./people");
const { makeArticle } = await import("@/server/testing/factories");
const { readArticle } = await import("@/server/articles");
const { db, pool } = await import("@/server/db");

const start = async () => startServer({ port: await anyFreePort(), env });
const servers = [await start(), await start()];
const people = await makePeople(WRITERS, "chief");

interface Run {
  name: string;
  /** In the middle of it. */
  disturb: () => Promise<void>;
}

const runs: Run[] = [
  { name: "undisturbed", disturb: () => Promise.resolve() },
  {
    name: "a process killed",
    disturb: async () => {
      process.kill(servers[0]!.pid, "SIGKILL");
      const { port: its } = new URL(servers[0]!.address);
      await wait(3_000);
      servers[0] = await startServer({ port: Number(its), env });
    },
  },
  {
    name: "the database restarted",
    disturb: async () => {
      await database.stop();
      await wait(1_000);
      database = await startPostgres({ dataDir, port });
    },
  },
];

const columns: string[][] = [];
for (const [number, { name, disturb }] of runs.entries()) {
  console.log(`${WRITERS} writers for ${SECONDS} s: ${name}`);
  const stored = await makeArticle(people.author, { paragraphs: generatedArticle() });
  const writers = people.editors.map(
    (person, index) => new Writer(`w${index}`, addresses(), person, randomFrom(1000 * number + index)),
  );
  const until = Date.now() + SECONDS * 1000;
  const writing = writers.map((writer) => writer.write(stored.id, until));
  await wait(SECONDS * 500);
  await disturb();
  await Promise.all(writing);
  const article = await readArticle(people.editors[0]!.actor, stored.id);
  columns.push(
    report(
      article,
      writers.map(({ ledger }) => ledger),
    ),
  );
}

const ROWS = [
  "edits acknowledged",
  "edits a second",
  "an edit's p50, ms",
  "an edit's p95, ms",
  "flags acknowledged",
  "replies acknowledged",
  "requests sent again",
  "conflicts, told to the writer",
  "refused otherwise",
  "words lost or doubled",
  "flags lost",
  "replies lost or doubled",
  "flags not on their words",
];
console.log(`
### ${WRITERS} writers in one article, two processes, ${SECONDS} s

Every writer works on a copy of their own, as a browser does, and sends again under the same id what was not answered.

${markdownTable(
  ["", ...runs.map(({ name }) => name)],
  ROWS.map((row, index) => [row, ...columns.map((column) => column[index]!)]),
)}
`);
await db.$disconnect();
await pool.end();
await Promise.all(servers.map((server) => server.stop()));
await database.stop();
fs.rmSync(folder, { recursive: true, force: true });

function addresses(): string[] {
  return servers.map(({ address }) => address);
}

/** One run's figures, in the order of ROWS. */
function report(article: ArticleDto, ledgers: readonly Ledger[]): string[] {
  const counts = new Map<string, number>();
  for (const { text } of article.paragraphs)
    for (const [word] of text.matchAll(/\bw\d+n\d+\b/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = new Map(ledgers.flatMap((ledger) => [...ledger.words]));
  const wrongWords = [...words].filter(
    ([word, state]) => (counts.get(word) ?? 0) !== (state === "in" ? 1 : 0),
  );

  const flags = new Map(article.flags.map((flag) => [flag.id, flag]));
  const raised = ledgers.flatMap((ledger) => ledger.flags);
  const texts = new Map(article.paragraphs.map(({ id, text }) => [id, text]));
  const astray = raised.filter(({ id, word }) => {
    const flag = flags.get(id);
    if (!flag) return false;
    const { state, start, end, quote } = flag.anchor;
    if (words.get(word) === "out") return state !== "detached" || quote !== word;
    return state !== "exact" || texts.get(flag.paragraphId)?.slice(start, end) !== word;
  });

  const replies = article.flags.flatMap(({ thread }) => thread.filter(({ type }) => type === "reply"));
  const sent = ledgers.flatMap((ledger) => ledger.replies);
  const wrongReplies = sent.filter((id) => replies.filter((reply) => reply.id === id).length !== 1);
  const durations = ledgers.flatMap((ledger) => ledger.durations);
  const sum = (of: (ledger: Ledger) => number) => ledgers.reduce((total, ledger) => total + of(ledger), 0);
  for (const ledger of ledgers)
    for (const [refusal, times] of ledger.refusals) console.log(`Refused ${times} times: ${refusal}`);
  for (const [word, state] of wrongWords.slice(0, 5))
    console.log(`${word} should be ${state}: found ${counts.get(word) ?? 0} times`);
  for (const { id, word } of astray.slice(0, 5)) console.log(word, JSON.stringify(flags.get(id)!.anchor));
  return [
    figure(durations.length),
    figure(durations.length / SECONDS, 1),
    figure(percentile(durations, 0.5)),
    figure(percentile(durations, 0.95)),
    figure(raised.length),
    figure(sent.length),
    figure(sum(({ repeats }) => repeats)),
    figure(sum(({ conflicts }) => conflicts)),
    figure(sum(({ refusals }) => [...refusals.values()].reduce((total, times) => total + times, 0))),
    figure(wrongWords.length),
    figure(raised.filter(({ id }) => !flags.has(id)).length),
    figure(wrongReplies.length),
    figure(astray.length),
  ];
}

function wait(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time));
}
