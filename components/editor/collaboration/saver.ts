import type { ParagraphDto, StepsDto, StepsInput, TextChangeDto, TextConflictDto } from "@/domain/contract";
import { docFromParagraphs } from "@/domain/article/document";
import { agrees, readSteps, settleAnswer } from "./answer";
import { nextSteps, type SentBatch } from "./batch";
import type { KeptParagraph, KeptWords } from "./conflict";
import { stepsBetween } from "@/domain/article/steps-between";
import { failureOf } from "./failure";
import { giveUp } from "./give-up";
import { collaborationOf, receive, type StateHost } from "./state";

/** Rest after the last keystroke before a save, and the longest that words wait for one, in ms. */
const IDLE = 400;
const LONGEST = 1_000;
const RETRY_AFTER = [1_000, 2_000, 4_000, 8_000, 15_000];

export type SaveStatus = "saved" | "saving" | "offline";

export interface SaverOptions {
  host: StateHost;
  clientId: string;
  /** Version of the confirmed document. */
  version: number;
  /** A save that was under way when the page was left. */
  batch?: SentBatch | null;
  /** Throws ApiError. */
  send(batch: StepsInput): Promise<StepsDto>;
  readCurrent(): Promise<{ version: number; paragraphs: ParagraphDto[] }>;
  newId(): string;
  /** What is not saved has changed: to be kept on this device. */
  onUnsaved(): void;
  /** `reason` says, in words, why something is not saved yet. */
  onStatus(status: SaveStatus, reason?: string): void;
  /** Something of ours is stored: what that did to the text. */
  onStored(change: TextChangeDto): void;
  onKept(kept: KeptWords): void;
}

/**
 * Brings the writer's steps to the server and the others' to the writer. One save at a time; typing never waits.
 * Knows the network and the clock only, no page: whoever owns it tells it of changes here (`changed`) and
 * elsewhere (`received`).
 */
export class Saver {
  version: number;
  batch: SentBatch | null;
  private sending = false;
  private reading = false;
  private held = false;
  private stopped = false;
  private failures = 0;
  private refusals = 0;
  private waiting: TextChangeDto[] = [];
  private answer: (() => void) | null = null;
  private unsentSince: number | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private flushed: ((saved: boolean) => void)[] = [];

  constructor(private readonly options: SaverOptions) {
    this.version = options.version;
    this.batch = options.batch ?? null;
  }

  /** Begins with what was left unsaved the last time, if anything was. */
  start(): void {
    if (this.isSaved) this.options.onStatus("saved");
    else this.sendNow();
  }

  get isSaved(): boolean {
    return this.batch === null && this.pending.length === 0;
  }

  /** The writer changed something. */
  changed(): void {
    this.options.onUnsaved();
    if (this.batch) return;
    this.options.onStatus("saving");
    this.unsentSince ??= Date.now();
    this.sendIn(Math.max(0, Math.min(IDLE, this.unsentSince + LONGEST - Date.now())));
  }

  /** The text changed elsewhere. */
  received(change: TextChangeDto): void {
    const { isSaved } = this;
    this.waiting.push(change);
    this.takeWaiting();
    // Nothing is left to be sent where what waited found no place.
    if (!isSaved && this.isSaved) this.options.onStatus("saved");
  }

  /** The page knows of a version that no change led to (it was fetched whole). */
  noticed(version: number): void {
    if (version > this.version && this.mayReceive && this.waiting.length === 0) void this.catchUp();
  }

  /** While something is being composed (an input method), nothing may change under it. */
  hold(on: boolean): void {
    this.held = on;
    if (on) return;
    const answer = this.answer;
    this.answer = null;
    answer?.();
    this.takeWaiting();
  }

  /** Sends what is unsent now. True once everything is saved, false as soon as a try has failed. */
  flush(): Promise<boolean> {
    if (this.isSaved) return Promise.resolve(true);
    return new Promise((resolve) => {
      this.flushed.push(resolve);
      this.sendNow();
    });
  }

  /** The network may be back, or the page is about to go. */
  sendNow(): void {
    clearTimeout(this.timer);
    void this.attempt();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.settleFlushed(this.isSaved);
  }

  // ---------------------------------------------------------------- sending

  private get pending() {
    return collaborationOf(this.options.host.state).pending;
  }

  private sendIn(delay: number): void {
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => void this.attempt(), delay);
  }

  private async attempt(): Promise<void> {
    if (this.sending || this.reading || this.stopped || this.answer) return;
    this.batch ??= this.nextBatch();
    if (!this.batch) return;
    const { id, version, steps } = this.batch;
    this.options.onUnsaved();
    this.options.onStatus("saving");
    this.sending = true;
    try {
      const answer = await this.options.send({ id, version, clientId: this.options.clientId, steps });
      this.whenFree(() => this.accept(answer));
    } catch (cause) {
      const failure = failureOf(cause);
      if (failure.type === "later") this.tryLater(failure.message);
      else this.whenFree(() => this.refuse(failure.message, failure.conflict));
    } finally {
      this.sending = false;
    }
    if (this.isSaved) this.settleFlushed(true);
    else if (!this.batch && !this.answer) this.sendIn(this.flushed.length > 0 ? 0 : IDLE);
  }

  private nextBatch(): SentBatch | null {
    this.unsentSince = null;
    const steps = nextSteps(this.pending);
    return steps.length === 0
      ? null
      : { id: this.options.newId(), version: this.version, count: steps.length, steps };
  }

  private whenFree(run: () => void): void {
    if (this.stopped) return;
    if (!this.held) run();
    else
      this.answer = () => {
        run();
        this.sendIn(0);
      };
  }

  private tryLater(message: string): void {
    const delay = RETRY_AFTER[Math.min(this.failures, RETRY_AFTER.length - 1)]!;
    this.failures++;
    this.options.onStatus("offline", message);
    this.settleFlushed(false);
    this.sendIn(delay);
  }

  private accept({ version, steps, change }: StepsDto): void {
    const sent = this.batch!.count;
    this.batch = null;
    this.failures = 0;
    this.refusals = 0;
    this.version = version;
    try {
      this.keep(settleAnswer(this.options.host, sent, steps, this.options.clientId));
    } catch {
      // Cannot be while both sides hold the same document: take the server's.
      void this.catchUp();
    }
    this.options.onUnsaved();
    this.options.onStored(change);
    this.takeWaiting();
    if (this.isSaved) this.options.onStatus("saved");
    this.checkAgainst(change);
  }

  /** What the server would not take is given up here and kept for its writer; the rest goes on. */
  private refuse(reason: string, conflict: TextConflictDto | null): void {
    this.refusals++;
    this.batch = null;
    // Where we find nothing wrong but the server does, or it names no reason we could look at: all of it.
    const all = !conflict || this.refusals > 2;
    const paragraphs = giveUp(this.options.host, conflict ? readSteps(conflict.steps) : [], { all });
    this.version = conflict?.version ?? this.version;
    this.keep(paragraphs, reason);
    this.options.onUnsaved();
    this.takeWaiting();
    if (this.isSaved) this.options.onStatus("saved");
  }

  private keep(paragraphs: KeptParagraph[], reason = "The text was changed meanwhile."): void {
    if (paragraphs.length === 0) return;
    this.options.onKept({ id: this.options.newId(), reason, paragraphs });
    this.options.onUnsaved();
  }

  // ---------------------------------------------------------------- receiving

  private get mayReceive(): boolean {
    return !this.batch && !this.reading && !this.held && !this.stopped && !this.sending;
  }

  private takeWaiting(): void {
    this.waiting = this.waiting.filter(({ version }) => version > this.version);
    while (this.waiting.length > 0 && !this.batch && !this.reading && !this.held && !this.stopped) {
      const change = this.waiting.shift()!;
      if (change.version <= this.version) continue;
      if (change.since !== this.version) return void this.catchUp();
      let kept: KeptParagraph[];
      try {
        ({ kept } = receive(this.options.host, readSteps(change.steps)));
      } catch {
        return void this.catchUp();
      }
      this.version = change.version;
      this.keep(kept);
      this.checkAgainst(change);
    }
  }

  /**
   * A change is missing, or did not fit: the article is read whole, and its differences are taken as steps,
   * paragraph by paragraph, so that what is pending here can stay.
   */
  private async catchUp(): Promise<void> {
    if (this.reading || this.batch) return;
    this.reading = true;
    try {
      const { version, paragraphs } = await this.options.readCurrent();
      this.whenFree(() => this.replaceConfirmed(version, paragraphs));
    } catch (cause) {
      this.options.onStatus("offline", failureOf(cause).message);
      this.reading = false;
      if (!this.stopped) setTimeout(() => void this.catchUp(), RETRY_AFTER[2]);
      return;
    }
    this.reading = false;
    this.takeWaiting();
    if (!this.isSaved) this.sendIn(IDLE);
  }

  private replaceConfirmed(version: number, paragraphs: readonly ParagraphDto[]): void {
    if (version < this.version) return;
    const { host } = this.options;
    const over = stepsBetween(collaborationOf(host.state).confirmed, docFromParagraphs(paragraphs));
    this.version = version;
    if (over.length > 0) this.keep(receive(host, over).kept);
  }

  /** A last check that both sides hold the same: the touched paragraphs come with every change. */
  private checkAgainst(change: TextChangeDto): void {
    if (change.version !== this.version || this.batch || this.reading) return;
    if (!agrees(collaborationOf(this.options.host.state).confirmed, change.paragraphs)) void this.catchUp();
  }

  private settleFlushed(saved: boolean): void {
    const waiting = this.flushed;
    this.flushed = [];
    for (const resolve of waiting) resolve(saved);
  }
}
