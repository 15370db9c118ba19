import { randomUUID } from "node:crypto";
import http from "node:http";
import { docFromParagraphs, paragraphText, placeParagraphs } from "@/domain/article/document";
import { replaceTextSteps } from "@/domain/article/edits";
import { applySteps } from "@/domain/article/rebase";
import type { ArticleDto, StepsDto } from "@/domain/contract";
import { anchorAt, type Anchor } from "@/domain/flag/anchor";
import { moveAnchors } from "@/domain/flag/move";
import type { Actor } from "@/domain/policy";
import { readArticle } from "@/server/articles";
import { raiseFlag } from "@/server/flags";
import { block, makeArticle, type StoredArticle } from "@/server/testing/factories";
import { generatedArticle } from "./article";
import { flagMaker } from "./flags";
import { makePeople, type SignedIn } from "./people";
import { usageOf, workBetween } from "./server-process";
import { percentile, randomFrom } from "./statistics";
import { figure, markdownTable } from "./table";

const SAVES = 1_000;
const FLAGS = 500;
const ANCHORS = 10_000;
const EDITS = 1_000;

/** Measures what a keystroke costs the server, in a short article and in a long one; gives it as Markdown. */
export async function measureSteps(address: string, pid: number): Promise<string> {
  const people = await makePeople(1, "chief");
  const writer = people.editors[0]!;
  const shortArticle = await articleOf(writer.actor, 25);
  const short = await saveAll(address, pid, writer, shortArticle);
  const long = await saveAll(address, pid, writer, await articleOf(writer.actor, 2_000));
  return `### Saving steps: \`POST /api/articles/:id/steps\`

${figure(SAVES)} saves of one letter each, one after the other, in an article with ${FLAGS} flags.

${markdownTable(
  ["", "25 paragraphs", "2,000 paragraphs"],
  [
    ["all saves, s", figure(short.total / 1000, 1), figure(long.total / 1000, 1)],
    ["p50, ms", figure(short.p50, 1), figure(long.p50, 1)],
    ["p95, ms", figure(short.p95, 1), figure(long.p95, 1)],
    ["the server's processor time a save, ms", figure(short.work, 2), figure(long.work, 2)],
  ],
)}

A save in the long article takes ${figure(long.p50 / short.p50, 2)} times as long.

${mapAnchors(await readArticle(writer.actor, shortArticle.id))}`;
}

async function articleOf(author: Actor, paragraphs: number): Promise<StoredArticle> {
  const random = randomFrom(paragraphs);
  const texts = generatedArticle().filter(({ kind }) => kind === "body");
  const bodies = Array.from({ length: paragraphs }, (_, index) => {
    const text = texts[Math.floor(random() * texts.length)]!.content.map((part) =>
      "text" in part ? part.text : "",
    );
    return block(`p${index}`, text.join(""));
  });
  const article = await makeArticle(author, {
    paragraphs: [block("title", "A long one", "title"), ...bodies],
  });
  const makeFlag = flagMaker(article, 7);
  for (let made = 0; made < FLAGS; made++) await raiseFlag(author, article.id, makeFlag());
  return article;
}

interface SaveFigures {
  total: number;
  p50: number;
  p95: number;
  work: number | null;
}

async function saveAll(
  address: string,
  pid: number,
  writer: SignedIn,
  stored: StoredArticle,
): Promise<SaveFigures> {
  console.log(`${figure(SAVES)} saves in an article of ${figure(stored.paragraphs.length)} paragraphs`);
  const article: ArticleDto = await readArticle(writer.actor, stored.id);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const middle = Math.floor(article.paragraphs.length / 2);
  let at = article.paragraphs.slice(0, middle).reduce((sum, { text }) => sum + text.length + 2, 1) + 20;
  let { version } = article;
  const durations: number[] = [];
  const before = usageOf(pid);
  for (let saved = 0; saved < SAVES; saved++) {
    const content = [{ type: "text", text: "abcde ".charAt(saved % 6) }];
    const step = { stepType: "replace", from: at, to: at, slice: { content } };
    const began = performance.now();
    const answer = await post(`${address}/api/articles/${article.id}/steps`, agent, writer, {
      id: randomUUID(),
      version,
      clientId: "bench",
      steps: [step],
    });
    durations.push(performance.now() - began);
    version = answer.version;
    at += 1;
  }
  const work = workBetween(before, usageOf(pid));
  agent.destroy();
  return {
    total: durations.reduce((sum, duration) => sum + duration, 0),
    p50: percentile(durations, 0.5),
    p95: percentile(durations, 0.95),
    work: work && work / SAVES,
  };
}

function post(url: string, agent: http.Agent, { cookie }: SignedIn, data: unknown): Promise<StepsDto> {
  const body = Buffer.from(JSON.stringify(data));
  const headers = {
    cookie: `${cookie.name}=${cookie.value}`,
    origin: new URL(url).origin,
    "content-type": "application/json",
    "content-length": body.length,
  };
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: "POST", agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const words = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(JSON.parse(words) as StepsDto);
        else reject(new Error(`${response.statusCode} ${words.slice(0, 200)}`));
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** The pure part, in this process: what moving anchors through edits takes. */
function mapAnchors({ paragraphs }: ArticleDto): string {
  console.log(`${figure(ANCHORS)} anchors through ${figure(EDITS)} edits`);
  const random = randomFrom(11);
  const below = (count: number) => Math.floor(random() * count);
  const bodies = paragraphs.filter(({ text }) => text.length > 60);
  let anchors = Array.from({ length: ANCHORS }, (): Anchor => {
    const { id: paragraphId, text } = bodies[below(bodies.length)]!;
    const start = below(text.length - 40);
    const end = start + 1 + below(30);
    return { paragraphId, start, end, state: "exact", recovery: null, ...anchorAt(text, start, end) };
  });
  let doc = docFromParagraphs(paragraphs);
  const ids = bodies.map(({ id }) => id);
  let time = 0;
  for (let edit = 0; edit < EDITS; edit++) {
    const paragraphId = ids[below(ids.length)]!;
    const start = below(paragraphText(placeParagraphs(doc).get(paragraphId)!.node).length - 10);
    const end = edit % 3 === 0 ? start + 1 + below(8) : start;
    const steps = replaceTextSteps(doc, { paragraphId, start, end, text: edit % 3 === 0 ? "" : "letters" });
    const { after } = applySteps(doc, steps)!;
    const began = performance.now();
    anchors = moveAnchors(doc, after, steps, anchors);
    time += performance.now() - began;
    doc = after;
  }
  const detached = anchors.filter(({ state }) => state === "detached").length;
  return `${figure(ANCHORS)} anchors through ${figure(EDITS)} edits of ${figure(bodies.length)} paragraphs: ${figure(time)} ms, ${figure((time / ANCHORS / EDITS) * 1e6)} ns an anchor and edit; ${figure(detached)} lost all their words.`;
}
