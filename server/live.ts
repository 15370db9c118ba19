import "server-only";
import pg from "pg";
import { CHANNEL, PENDING, PRESENCE } from "./events";
import { log } from "./log";

/**
 * The process's one LISTEN connection: tells whoever listens for an article which of its events were committed,
 * by whatever process on the same database. When the connection was lost, so may have been notifications: all are
 * then told to look for themselves.
 */
export interface LiveListener {
  onEvents: (eventIds: bigint[]) => void;
  /** At the beginning, and whenever notifications may have been lost. */
  onGap: () => void;
  /** Somebody came, went, or is elsewhere in the article (server/presence.ts). */
  onPresence?: () => void;
  /** This person's pending review has changed, which is nobody else's business (server/pending.ts). */
  onPending?: (userId: string) => void;
}

/** Milliseconds. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 10_000;
const HEARTBEAT = 30_000;
const HEARTBEAT_PATIENCE = 10_000;

class Live {
  private readonly listeners = new Map<string, Set<LiveListener>>();
  private client: pg.Client | null = null;
  private isListening = false;
  private wait = FIRST_WAIT;
  private timer: NodeJS.Timeout | undefined;

  /** Begins to listen; the answer ends it. */
  listen(articleId: string, listener: LiveListener): () => void {
    const ofArticle = this.listeners.get(articleId) ?? new Set();
    this.listeners.set(articleId, ofArticle.add(listener));
    if (this.isListening) queueMicrotask(listener.onGap);
    else this.connect();
    return () => {
      ofArticle.delete(listener);
      if (ofArticle.size === 0 && this.listeners.get(articleId) === ofArticle)
        this.listeners.delete(articleId);
    };
  }

  /** Ends the connection; the next listener opens another. For the end of a process or of a test. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    const { client } = this;
    this.client = null;
    this.isListening = false;
    await client?.end().catch(() => undefined);
  }

  private connect(): void {
    if (this.client) return;
    clearTimeout(this.timer);
    const client = new pg.Client({
      connectionString: process.env.DATABASE_URL,
      application_name: "galley live",
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    });
    this.client = client;
    client.on("notification", ({ payload = "" }) => this.tell(payload));
    client.on("error", (error) => this.lose(client, error));
    client.on("end", () => this.lose(client));
    this.open(client).catch((error: unknown) => this.lose(client, error));
  }

  private async open(client: pg.Client): Promise<void> {
    await client.connect();
    await client.query(`LISTEN ${client.escapeIdentifier(CHANNEL)}`);
    if (client !== this.client) return;
    this.isListening = true;
    this.wait = FIRST_WAIT;
    for (const listener of this.all()) listener.onGap();
    this.beat(client);
  }

  /** A peer that vanished without a word is found out by asking. */
  private beat(client: pg.Client): void {
    this.timer = setTimeout(() => {
      const patience = setTimeout(
        () => this.lose(client, new Error("no answer to the heartbeat")),
        HEARTBEAT_PATIENCE,
      );
      client
        .query("SELECT 1")
        .then(() => client === this.client && this.beat(client))
        .catch((error: unknown) => this.lose(client, error))
        .finally(() => clearTimeout(patience));
    }, HEARTBEAT);
    this.timer.unref();
  }

  /** Once for each connection, however many ways it tells of its end. */
  private lose(client: pg.Client, error?: unknown): void {
    if (client !== this.client) return;
    this.client = null;
    this.isListening = false;
    clearTimeout(this.timer);
    const reason = error instanceof Error ? error.message : "closed";
    log.warn({ reason, retryIn: this.wait }, "live connection lost");
    client.end().catch(() => undefined);
    this.timer = setTimeout(() => this.connect(), this.wait);
    this.timer.unref();
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  private tell(payload: string): void {
    const [articleId = "", ids = "", userId = ""] = payload.split(":");
    const listeners = this.listeners.get(articleId);
    if (!listeners) return;
    if (ids === PRESENCE) {
      for (const listener of listeners) listener.onPresence?.();
      return;
    }
    if (ids === PENDING) {
      for (const listener of listeners) listener.onPending?.(userId);
      return;
    }
    const eventIds = ids
      .split(",")
      .filter((id) => /^\d+$/.test(id))
      .map(BigInt);
    for (const listener of listeners) listener.onEvents(eventIds);
  }

  private *all(): Generator<LiveListener> {
    for (const listeners of this.listeners.values()) yield* listeners;
  }
}

const shared = globalThis as { galleyLive?: Live };

/** One a process: routes may be bundled apart. */
export const live: Live = (shared.galleyLive ??= new Live());
