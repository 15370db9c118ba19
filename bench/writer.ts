import { randomUUID } from "node:crypto";
import { reduceArticle } from "@/domain/article/reduce";
import type { ArticleDto, FlagDto, ParagraphDto, StepsDto } from "@/domain/contract";
import type { SignedIn } from "./people";

/** What one writer was told that the server has. */
export interface Ledger {
  /** Words this writer put in, each of them in the whole article once, or taken out again. */
  words: Map<string, "in" | "out">;
  flags: { id: string; word: string }[];
  replies: string[];
  /** Milliseconds from the first sending of a save to its acknowledgement, through everything that went wrong. */
  durations: number[];
  conflicts: number;
  /** Requests that had to be sent again, after a lost connection or a server that was not there. */
  repeats: number;
  /** What was refused otherwise, by its words: there should be nothing. */
  refusals: Map<string, number>;
}

/** How long a person thinks between two things, in milliseconds. */
const PAUSE = 250;
/** How long a browser waits before it sends again. */
const PATIENCE = 200;

/**
 * One of many who write in the same article, as a browser does it: on their own copy of the text, saved as steps,
 * sent again under the same id until it is acknowledged, by whichever server answers.
 */
export class Writer {
  readonly ledger: Ledger = {
    words: new Map(),
    flags: [],
    replies: [],
    durations: [],
    conflicts: 0,
    repeats: 0,
    refusals: new Map(),
  };
  private article!: ArticleDto;
  private made = 0;
  private server: number;

  constructor(
    private readonly name: string,
    private readonly servers: readonly string[],
    private readonly person: SignedIn,
    private readonly random: () => number,
  ) {
    this.server = Math.floor(random() * servers.length);
  }

  async write(articleId: string, until: number): Promise<void> {
    await this.read(articleId);
    while (Date.now() < until) {
      await this.once();
      await wait(PAUSE * (0.5 + this.random()));
    }
  }

  private async read(articleId: string): Promise<void> {
    const answer = await this.send("GET", `/api/articles/${articleId}`);
    if (answer.ok) this.article = (answer.body as { article: ArticleDto }).article;
  }

  private async once(): Promise<void> {
    const { words, flags } = this.ledger;
    const standing = [...words].filter(([, state]) => state === "in").map(([word]) => word);
    const chance = this.random();
    if (chance < 0.1 && standing.length > 3) await this.takeOut(pick(standing, this.random));
    else if (chance < 0.25 && standing.length > 0) await this.flag(pick(standing, this.random));
    else if (chance < 0.32 && flags.length > 0) await this.reply(pick(flags, this.random).id);
    else await this.putIn();
  }

  private async putIn(): Promise<void> {
    const bodies = this.article.paragraphs.filter(({ kind }) => kind === "body");
    const paragraph = pick(bodies, this.random);
    const spaces = [...paragraph.text.matchAll(/ /g)].map(({ index }) => index);
    const word = `${this.name}n${++this.made}`;
    const at = this.startOf(paragraph) + pick(spaces, this.random);
    const content = [{ type: "text", text: ` ${word}` }];
    if (await this.save({ stepType: "replace", from: at, to: at, slice: { content } }))
      this.ledger.words.set(word, "in");
  }

  private async takeOut(word: string): Promise<void> {
    const place = this.find(word);
    if (!place) return;
    const from = this.startOf(place.paragraph) + place.start;
    const step = { stepType: "replace", from, to: from + word.length };
    if (await this.save(step)) this.ledger.words.set(word, "out");
  }

  private async save(step: Record<string, unknown>): Promise<boolean> {
    const { id, version } = this.article;
    const began = performance.now();
    const data = { id: randomUUID(), version, clientId: this.name, steps: [step] };
    const answer = await this.send("POST", `/api/articles/${id}/steps`, data);
    if (!answer.ok) {
      if (answer.status === 409) this.ledger.conflicts += 1;
      await this.read(id);
      return false;
    }
    this.ledger.durations.push(performance.now() - began);
    const { change } = answer.body as StepsDto;
    const next = reduceArticle(this.article, { id: this.article.lastEventId, type: "text", ...change });
    if (next) this.article = next;
    else await this.read(id);
    return true;
  }

  private async flag(word: string): Promise<void> {
    const place = this.find(word);
    if (!place) return;
    const id = randomUUID();
    const { paragraph, start } = place;
    const answer = await this.send("POST", `/api/articles/${this.article.id}/flags`, {
      id,
      version: this.article.version,
      kind: "comment",
      paragraphId: paragraph.id,
      start,
      end: start + word.length,
      note: `About ${word}`,
    });
    if (answer.ok) this.ledger.flags.push({ id: (answer.body as { flag: FlagDto }).flag.id, word });
  }

  private async reply(flagId: string): Promise<void> {
    const id = randomUUID();
    const answer = await this.send("POST", `/api/flags/${flagId}/replies`, { id, body: `Reply ${id}` });
    if (answer.ok) this.ledger.replies.push(id);
  }

  private find(word: string): { paragraph: ParagraphDto; start: number } | null {
    for (const paragraph of this.article.paragraphs) {
      const start = new RegExp(`\\b${word}\\b`).exec(paragraph.text)?.index;
      if (start !== undefined) return { paragraph, start };
    }
    return null;
  }

  private startOf({ id }: ParagraphDto): number {
    let start = 1;
    for (const { id: other, text } of this.article.paragraphs) {
      if (other === id) break;
      start += text.length + 2;
    }
    return start;
  }

  /** Sends until somebody answers; a refusal is an answer. */
  private async send(
    method: "GET" | "POST",
    path: string,
    data?: unknown,
  ): Promise<{ ok: boolean; status: number; body: unknown }> {
    for (;;) {
      const address = this.servers[this.server % this.servers.length]!;
      const { cookie } = this.person;
      try {
        const response = await fetch(address + path, {
          method,
          headers: {
            cookie: `${cookie.name}=${cookie.value}`,
            origin: address,
            ...(data === undefined ? {} : { "content-type": "application/json" }),
          },
          ...(data === undefined ? {} : { body: JSON.stringify(data) }),
          signal: AbortSignal.timeout(20_000),
        });
        const body: unknown = await response.json();
        if (response.status < 500) {
          const { ok, status } = response;
          if (!ok && status !== 409) this.refuse(`${status} ${JSON.stringify(body).slice(0, 200)}`);
          return { ok, status, body };
        }
      } catch {
        // Not there, or gone in the middle: nobody knows whether it was stored.
      }
      this.ledger.repeats += 1;
      this.server += 1;
      await wait(PATIENCE);
    }
  }

  private refuse(words: string): void {
    this.ledger.refusals.set(words, (this.ledger.refusals.get(words) ?? 0) + 1);
  }
}

const wait = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)]!;
}
