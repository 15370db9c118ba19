import { db } from "@/server/db";
import { makeArticle } from "@/server/testing/factories";
import { generatedArticle } from "./article";
import { insertBare } from "./bare-insert";
import { flagMaker } from "./flags";
import { sendFlags } from "./load";
import type { People } from "./people";
import { usageOf, workBetween } from "./server-process";
import { median, percentile } from "./statistics";
import { figure, markdownTable } from "./table";

/** How many clients at once. */
const CLIENTS = [1, 8, 32];
/** How long each lot of them sends, in a round. */
const SECONDS = 5;
const ROUNDS = 3;

/** One round of one setting. */
interface LoadFigures {
  /** Flags a second. */
  rate: number;
  p50: number;
  p95: number;
  /** The server's processor time, ms a flag. */
  work: number | null;
  bareRate: number;
  bareP50: number;
  bareP95: number;
  sent: number;
  acknowledged: number;
  /** Acknowledged, and without a row or an event afterwards. */
  lost: number;
}

/** Measures how fast flags can be raised over HTTP, beside the bare insert of the same rows; gives it as Markdown. */
export async function measureLoad(address: string, pid: number, people: People): Promise<string> {
  console.log("Raising flags to warm up");
  const newArticle = () => makeArticle(people.author, { paragraphs: generatedArticle() });
  const first = await newArticle();
  await sendFlags(address, first.id, flagMaker(first, 0), { clients: people.editors, seconds: SECONDS });

  const runs = CLIENTS.map((): LoadFigures[] => []);
  for (let round = 1; round <= ROUNDS; round++)
    for (const [index, clients] of CLIENTS.entries()) {
      const article = await newArticle();
      const before = usageOf(pid);
      const sent = await sendFlags(address, article.id, flagMaker(article, clients), {
        clients: people.editors.slice(0, clients),
        seconds: SECONDS,
      });
      const work = workBetween(before, usageOf(pid));
      for (const [words, times] of sent.refusals) console.log(`Refused ${times} times: ${words}`);
      const bare = await insertBare(process.env.DATABASE_URL!, {
        from: article.id,
        to: (await newArticle()).id,
        connections: clients,
      });
      const figures: LoadFigures = {
        rate: (sent.acknowledged.length / sent.elapsed) * 1000,
        p50: percentile(sent.durations, 0.5),
        p95: percentile(sent.durations, 0.95),
        work: work && work / sent.durations.length,
        bareRate: (bare.durations.length / bare.elapsed) * 1000,
        bareP50: percentile(bare.durations, 0.5),
        bareP95: percentile(bare.durations, 0.95),
        sent: sent.durations.length,
        acknowledged: sent.acknowledged.length,
        lost: await countLost(article.id, sent.acknowledged),
      };
      runs[index]!.push(figures);
      console.log(
        `Flags, round ${round} of ${ROUNDS}, ${clients} at once: ${figure(figures.rate)} a second; bare inserts: ${figure(figures.bareRate)}`,
      );
    }
  return describe(runs);
}

/** How many of these flags, or of their events, are not in the database. */
async function countLost(articleId: string, acknowledged: readonly string[]): Promise<number> {
  const flags = await db.flag.findMany({ where: { articleId }, select: { id: true } });
  const events = await db.articleEvent.findMany({
    where: { articleId, type: "flag.raised" },
    select: { flagId: true },
  });
  const stored = new Set(flags.map(({ id }) => id));
  const told = new Set(events.map(({ flagId }) => flagId));
  return acknowledged.filter((id) => !stored.has(id) || !told.has(id)).length;
}

function describe(runs: readonly LoadFigures[][]): string {
  const row = (words: string, of: (figures: LoadFigures) => number | null, digits = 0) => [
    words,
    ...runs.map((rounds) => figure(median(rounds.map((figures) => of(figures) ?? NaN)), digits)),
  ];
  const total = (words: string, of: (figures: LoadFigures) => number) => [
    words,
    ...runs.map((rounds) => figure(rounds.reduce((sum, figures) => sum + of(figures), 0))),
  ];
  return `### Raising flags: \`POST /api/articles/:id/flags\`

Each client has a session and a connection of its own and sends its next flag when the one before is answered. The
bare insert writes the same rows (flag and event) once more: \`pg\`, one prepared statement a flag, as many connections
as clients. Medians of ${ROUNDS} rounds of ${SECONDS} seconds; rows counted afterwards, over all rounds.

${markdownTable(
  ["", ...CLIENTS.map((clients) => (clients === 1 ? "1 client" : `${clients} clients`))],
  [
    row("flags a second", ({ rate }) => rate),
    row("p50, ms", ({ p50 }) => p50, 1),
    row("p95, ms", ({ p95 }) => p95, 1),
    row("the server's processor time a flag, ms", ({ work }) => work, 2),
    row("bare inserts a second", ({ bareRate }) => bareRate),
    row("bare p50, ms", ({ bareP50 }) => bareP50, 1),
    row("bare p95, ms", ({ bareP95 }) => bareP95, 1),
    row("flags for each bare insert", ({ rate, bareRate }) => rate / bareRate, 2),
    total("sent", ({ sent }) => sent),
    total("acknowledged", ({ acknowledged }) => acknowledged),
    total("acknowledged and lost", ({ lost }) => lost),
  ],
)}`;
}
