import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import type { PresentDto } from "@/domain/contract";
import { live } from "./live";
import { log } from "./log";
import { readPresence } from "./presence";

/** Milliseconds: what changes within this time is read once. */
const GATHER = 250;
const RETRY = 1_000;
/** After the first of them runs out. */
const GRACE = 100;

type Tell = (people: readonly PresentDto[]) => void;

/** Reads who is at one article once for all the streams of this process, whenever that changes or runs out. */
class Watch {
  readonly watchers = new Set<Tell>();
  private people: readonly PresentDto[] | null = null;
  private isBusy = false;
  private isStale = false;
  private isOver = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly stopListening: () => void;

  constructor(private readonly articleId: string) {
    const look = () => this.look();
    this.stopListening = live.listen(articleId, { onEvents: () => undefined, onGap: look, onPresence: look });
  }

  add(tell: Tell): void {
    this.watchers.add(tell);
    const { people } = this;
    if (people) queueMicrotask(() => this.watchers.has(tell) && tell(people));
  }

  stop(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    this.stopListening();
  }

  private look(): void {
    this.isStale = true;
    if (this.isBusy) return;
    this.isBusy = true;
    void this.readAll().finally(() => {
      this.isBusy = false;
      if (this.isStale) this.look();
    });
  }

  private async readAll(): Promise<void> {
    while (this.isStale && !this.isOver) {
      this.isStale = false;
      try {
        await this.read();
        await delay(GATHER);
      } catch (error) {
        log.warn({ err: error, articleId: this.articleId }, "who is here could not be read");
        this.isStale = true;
        await delay(RETRY);
      }
    }
    if (this.isOver) this.isStale = false;
  }

  private async read(): Promise<void> {
    const { people, holdsFor } = await readPresence(this.articleId);
    if (this.isOver) return;
    clearTimeout(this.timer);
    if (holdsFor !== null) {
      this.timer = setTimeout(() => this.look(), holdsFor + GRACE);
      this.timer.unref();
    }
    if (JSON.stringify(people) === JSON.stringify(this.people)) return;
    this.people = people;
    for (const tell of this.watchers) tell(people);
  }
}

const watches = new Map<string, Watch>();

/** Tells who is at the article, at the beginning and whenever that changes; the answer ends it. */
export function watchPresence(articleId: string, tell: Tell): () => void {
  let watch = watches.get(articleId);
  if (!watch) watches.set(articleId, (watch = new Watch(articleId)));
  watch.add(tell);
  return () => {
    watch.watchers.delete(tell);
    if (watch.watchers.size > 0 || watches.get(articleId) !== watch) return;
    watches.delete(articleId);
    watch.stop();
  };
}
