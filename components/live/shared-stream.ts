import type { ArticleEventDto, PendingDto, PresentDto } from "@/domain/contract";

/** live: events arrive. reconnecting: the connection is gone and is being tried again. */
export type LiveState = "live" | "reconnecting";

/** What an article's stream says, as it goes from the tab that has the connection to the others. */
export type Said =
  | { type: "event"; event: ArticleEventDto }
  /** Too much was missed: read the article afresh. */
  | { type: "reset" }
  | { type: "present"; people: PresentDto[] }
  /** Of this person's own, as all of these tabs are. */
  | { type: "pending"; pending: PendingDto }
  | { type: "state"; state: LiveState };

/** From where a tab's knowledge begins (server/changes.ts): decimal strings. */
export interface Known {
  after: string;
  horizon: string;
}

type Passed = { type: "said"; said: Said } | { type: "leading" } | ({ type: "joining" } & Known);

/** Milliseconds. */
const RETRY = 5_000;
/** Tabs that join within this time are served by one new connection. */
const GATHER = 50;
/** Longer than this the server is never silent (server/stream.ts): the connection is gone, and nobody said so. */
const SILENCE = 40_000;
/** A tab that somebody looks at waits this long for a word of the one that leads; then it leads itself. */
const PATIENCE = 3_000;

export interface SharedStreamOptions {
  /** The same for all tabs of one person at one article, and only for these. */
  name: string;
  address: (known: Known) => string;
  /** What this tab knows now. */
  known: () => Known;
  hear: (said: Said) => void;
}

/**
 * One event stream for all tabs of a browser at the same article. The tab that holds the lock leads: it has the
 * connection and passes on all it hears. When it closes, the next in line leads, and begins where its own knowledge
 * ends. A tab that joins says what it knows, and the leader begins again from there: being told twice does no harm,
 * being told too little would. Where the browser has no locks (plain http from afar), each tab has its own stream.
 */
export class SharedStream {
  private channel: BroadcastChannel | null = null;
  private source: EventSource | null = null;
  private state: LiveState = "live";
  private isLeading = false;
  private letGo: (() => void) | null = null;
  private inLine: AbortController | null = null;
  private joined: Known[] = [];
  private gathering: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private patience: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: SharedStreamOptions) {}

  start(): void {
    window.addEventListener("pagehide", this.leave);
    window.addEventListener("pageshow", this.onPageShow);
    window.addEventListener("offline", this.tryAgain);
    window.addEventListener("online", this.tryAgain);
    document.addEventListener("visibilitychange", this.onVisible);
    this.join();
  }

  stop(): void {
    window.removeEventListener("pagehide", this.leave);
    window.removeEventListener("pageshow", this.onPageShow);
    window.removeEventListener("offline", this.tryAgain);
    window.removeEventListener("online", this.tryAgain);
    document.removeEventListener("visibilitychange", this.onVisible);
    this.leave();
  }

  private join(): void {
    if (!("locks" in navigator) || typeof BroadcastChannel === "undefined") return this.lead();
    this.channel = new BroadcastChannel(this.options.name);
    this.channel.onmessage = ({ data }: MessageEvent<Passed>) => this.receive(data);
    this.standInLine({});
    this.ask();
  }

  private readonly leave = (): void => {
    clearTimeout(this.patience);
    this.inLine?.abort();
    this.inLine = null;
    this.unlead();
    this.letGo?.();
    this.letGo = null;
    this.channel?.close();
    this.channel = null;
  };

  /** Back from the browser's cache of pages. */
  private readonly onPageShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.join();
  };

  private readonly onVisible = (): void => {
    if (document.visibilityState === "visible" && this.channel && !this.isLeading) this.ask();
  };

  /** Says what it knows; a leader answers. One that does not has been put to sleep by its browser. */
  private ask(): void {
    this.pass({ type: "joining", ...this.options.known() });
    clearTimeout(this.patience);
    if (document.visibilityState !== "visible") return;
    this.patience = setTimeout(() => {
      if (this.isLeading || !this.channel) return;
      this.inLine?.abort();
      this.standInLine({ steal: true });
    }, PATIENCE);
  }

  private standInLine(how: { steal?: boolean }): void {
    const line = new AbortController();
    this.inLine = line;
    navigator.locks
      .request(this.options.name, how.steal ? how : { signal: line.signal }, () => {
        if (line.signal.aborted) return;
        this.lead();
        return new Promise<void>((resolve) => (this.letGo = resolve));
      })
      .catch(() => {
        // Given up by ourselves, or another tab took the lead.
        if (line.signal.aborted) return;
        this.unlead();
        this.standInLine({});
      });
  }

  // ---------------------------------------------------------------- leading

  private lead(): void {
    clearTimeout(this.patience);
    this.isLeading = true;
    this.connect(this.options.known());
    this.pass({ type: "leading" });
  }

  private unlead(): void {
    this.isLeading = false;
    this.joined = [];
    clearTimeout(this.gathering);
    this.gathering = undefined;
    clearTimeout(this.retry);
    clearTimeout(this.silence);
    this.source?.close();
    this.source = null;
  }

  /** A connection may outlive its network without a word, or wait for one that is back: a new one tells. */
  private readonly tryAgain = (): void => {
    if (this.isLeading) this.connect(this.options.known());
  };

  private readonly listenOn = (): void => {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      this.say({ type: "state", state: "reconnecting" });
      this.tryAgain();
    }, SILENCE);
  };

  private connect(known: Known): void {
    clearTimeout(this.retry);
    this.source?.close();
    const source = new EventSource(this.options.address(known));
    this.source = source;
    this.listenOn();
    source.addEventListener("ping", this.listenOn);
    source.onopen = () => {
      this.listenOn();
      this.say({ type: "state", state: "live" });
    };
    source.onmessage = ({ data }: MessageEvent<string>) => {
      this.listenOn();
      this.say({ type: "event", event: JSON.parse(data) as ArticleEventDto });
    };
    source.addEventListener("reset", () => this.say({ type: "reset" }));
    source.addEventListener("presence", ({ data }: MessageEvent<string>) =>
      this.say({ type: "present", people: JSON.parse(data) as PresentDto[] }),
    );
    source.addEventListener("pending", ({ data }: MessageEvent<string>) =>
      this.say({ type: "pending", pending: JSON.parse(data) as PendingDto }),
    );
    source.onerror = () => {
      this.say({ type: "state", state: "reconnecting" });
      // CLOSED: the server refused (a restart behind a proxy, a session that ended); the browser gives up there.
      if (source.readyState === EventSource.CLOSED)
        this.retry = setTimeout(() => this.connect(this.options.known()), RETRY);
    };
  }

  private say(said: Said): void {
    if (said.type === "state") this.state = said.state;
    this.pass({ type: "said", said });
    this.options.hear(said);
  }

  // ---------------------------------------------------------------- among tabs

  private pass(message: Passed): void {
    this.channel?.postMessage(message);
  }

  private receive(message: Passed): void {
    if (message.type === "joining") {
      if (!this.isLeading) return;
      this.say({ type: "state", state: this.state });
      this.joined.push(message);
      this.gathering ??= setTimeout(() => {
        this.gathering = undefined;
        const known = earliest([this.options.known(), ...this.joined]);
        this.joined = [];
        this.connect(known);
      }, GATHER);
      return;
    }
    clearTimeout(this.patience);
    if (message.type === "leading") this.pass({ type: "joining", ...this.options.known() });
    else if (!this.isLeading) this.options.hear(message.said);
  }
}

/** Enough for the one who knows least. */
function earliest(all: readonly Known[]): Known {
  const least = (of: (known: Known) => string) =>
    all.map(of).reduce((one, other) => (BigInt(other) < BigInt(one) ? other : one));
  return { after: least(({ after }) => after), horizon: least(({ horizon }) => horizon) };
}
