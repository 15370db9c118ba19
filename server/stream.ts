import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { GalleyError } from "@/domain/errors";
import type { PendingDto, PresentDto } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { loadArticleFor } from "./access";
import { readChanges, type Changes } from "./changes";
import { live } from "./live";
import { log } from "./log";
import { listPending } from "./pending";
import { watchPresence } from "./presence-watch";

/** Milliseconds. Browsers take longer silence for a lost connection (components/live/shared-stream.ts). */
const PING = 25_000;
/** What comes within this time goes together: a burst costs one look at the database. */
const GATHER = 50;
const RETRY = 1_000;

/** Bytes that may wait for a slow reader before nothing more is read for them. */
const MOST_WAITING = 512 * 1024;

/** More ids than this are not kept one by one: the stream then looks for all since. */
const MOST_IDS = 500;

/** Every open stream, by the function that ends it: server/process.ts calls them at the end of the process. */
const registry = globalThis as { __galleyStreams?: Set<() => void> };
const openStreams = (registry.__galleyStreams ??= new Set());

export interface StreamRequest {
  articleId: string;
  /** Whose own pending review is told beside the events. */
  actorId: string;
  /** The newest event the browser knows of; null for one that wants only what comes. */
  since: bigint | null;
  /** readHorizon() from before the browser's article was read, where it knows it. */
  horizon?: bigint | undefined;
  /** Who asks, read afresh: asked before every delivery, so that who is removed hears no more. */
  readActor: () => Promise<Actor | null>;
  /** Aborted when the browser is gone. */
  signal: AbortSignal;
}

/**
 * An article's events as server-sent events, from `since` on, without loss: each a message that holds an
 * ArticleEventDto, or `reset` when the article has to be read afresh; beside them `presence`, who is there, and
 * `pending`, the reader's own pending review (PendingDto), whole: at the beginning and whenever it has changed. Neither
 * has a number, so both are told afresh to who comes again. A `ping` now and then, so that a browser knows a connection
 * that was lost without a word. Ends when the reader may not read any more.
 */
export function articleStream(request: StreamRequest): ReadableStream<Uint8Array> {
  let stream: ArticleStream | undefined;
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        stream = new ArticleStream(request, controller);
      },
      pull: () => stream?.wake(),
      cancel: () => stream?.close(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING }),
  );
}

class ArticleStream {
  private since: bigint | null;
  /** Told of lately, so that a second look does not tell it again. */
  private told = new Set<bigint>();
  private notified = new Set<bigint>();
  /** Notifications may have been lost: look for all since. */
  private hasGap = false;
  /** Who is there, and not told yet. */
  private people: readonly PresentDto[] | null = null;
  /** The reader's own pending review may read otherwise than it was told. */
  private isPendingDue = false;
  /** As it was told last. */
  private pending: PendingDto | null = null;
  private isBusy = false;
  private isClosed = false;
  private readonly encoder = new TextEncoder();
  private readonly stopListening: () => void;
  private readonly stopWatching: () => void;
  private readonly pings: NodeJS.Timeout;

  constructor(
    private readonly request: StreamRequest,
    private readonly controller: ReadableStreamDefaultController<Uint8Array>,
  ) {
    this.since = request.since;
    openStreams.add(this.close);
    request.signal.addEventListener("abort", this.close, { once: true });
    // The first bytes, so that the browser knows it is connected.
    this.write("retry: 2000\n: welcome\n\n");
    this.stopListening = live.listen(request.articleId, {
      onEvents: (ids) => this.hear(ids),
      onGap: () => this.look(),
      onPending: (userId) => {
        if (userId === request.actorId) this.lookAtPending();
      },
    });
    this.stopWatching = watchPresence(request.articleId, (people) => {
      this.people = people;
      this.wake();
    });
    // Also finds who was removed in a quiet hour, and what no notification told of.
    this.pings = setInterval(() => {
      this.write("event: ping\ndata: {}\n\n");
      this.look();
    }, PING);
    this.pings.unref();
    if (request.signal.aborted) this.close();
  }

  readonly close = (): void => {
    if (this.isClosed) return;
    this.isClosed = true;
    openStreams.delete(this.close);
    clearInterval(this.pings);
    this.stopListening?.();
    this.stopWatching?.();
    this.request.signal.removeEventListener("abort", this.close);
    try {
      this.controller.close();
    } catch {
      // The browser was faster: it is closed.
    }
  };

  /** There is room again, or something to tell. */
  wake(): void {
    if (this.isBusy || this.isClosed || !this.isDue()) return;
    this.isBusy = true;
    void this.deliverAll().finally(() => {
      this.isBusy = false;
      this.wake();
    });
  }

  private hear(eventIds: readonly bigint[]): void {
    for (const id of eventIds) this.notified.add(id);
    if (this.notified.size > MOST_IDS) this.hasGap = true;
    this.wake();
  }

  private look(): void {
    this.hasGap = true;
    this.lookAtPending();
  }

  private lookAtPending(): void {
    this.isPendingDue = true;
    this.wake();
  }

  private isDue(): boolean {
    return (
      (this.hasNews || this.isPendingDue || this.people !== null) && (this.controller.desiredSize ?? 0) > 0
    );
  }

  private get hasNews(): boolean {
    return this.hasGap || this.notified.size > 0;
  }

  private async deliverAll(): Promise<void> {
    while (!this.isClosed && this.isDue()) {
      try {
        await this.deliver();
        await delay(GATHER);
      } catch (error) {
        // Who may not read the article any more, or has lost it: their browser is told when it comes again.
        if (error instanceof GalleyError) return this.close();
        log.warn({ err: error, articleId: this.request.articleId }, "events were not delivered");
        this.hasGap = true;
        this.isPendingDue = true;
        await delay(RETRY);
      }
    }
  }

  /** Who may read is asked afresh for everything that is told. */
  private async deliver(): Promise<void> {
    const actor = await this.request.readActor();
    if (actor?.id !== this.request.actorId) return this.close();
    if (this.hasNews) await this.deliverEvents(actor);
    else await loadArticleFor(actor, this.request.articleId, "article.read");
    // After the events: what was sent has become flags before it is pending no longer.
    if (this.isPendingDue) await this.deliverPending(actor);
    const { people } = this;
    this.people = null;
    if (people) this.write(`event: presence\ndata: ${JSON.stringify(people)}\n\n`);
  }

  private async deliverEvents(actor: Actor): Promise<void> {
    const eventIds = this.hasGap ? undefined : [...this.notified];
    this.hasGap = false;
    this.notified = new Set();
    const changes = await readChanges(actor, this.request.articleId, {
      since: this.since,
      told: this.told,
      horizon: this.request.horizon,
      ...(eventIds ? { eventIds } : {}),
    });
    if (!this.isClosed) this.tell(changes);
  }

  private async deliverPending(actor: Actor): Promise<void> {
    this.isPendingDue = false;
    const pending = await listPending(actor, this.request.articleId);
    if (JSON.stringify(pending) === JSON.stringify(this.pending)) return;
    this.pending = pending;
    this.write(`event: pending\ndata: ${JSON.stringify(pending)}\n\n`);
  }

  private tell({ events, lastEventId, eventIds, reset }: Changes): void {
    if (reset) this.write(`event: reset\nid: ${lastEventId}\ndata: {}\n\n`);
    else this.write(events.map((event) => `id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`).join(""));
    this.since = lastEventId;
    // They go with the text, and no notification tells of that.
    if (this.pending?.flags.length && events.some(({ type }) => type === "text")) this.isPendingDue = true;
    this.told = new Set([...this.told, ...eventIds].slice(-2 * MOST_IDS));
  }

  private write(text: string): void {
    if (!this.isClosed && text !== "") this.controller.enqueue(this.encoder.encode(text));
  }
}
