import { ApiError } from "@/components/api";
import type { PersonDto } from "@/domain/contract";
import { isStep, labelOf, projectionOf, staysOnScreen, wordsOf } from "./deeds";
import type { Projection } from "./optimism";
import type { Answer, Outbox, Outgoing, Refusal } from "./outbox";

/** A deed on its way, as it is shown where it was done. */
export interface Task {
  id: string;
  flagId: string;
  /** What it is, to say what failed: "Your reply". */
  label: string;
  /** waiting: it could not be sent just now, and will be by itself. failed: it was refused. */
  state: "sending" | "waiting" | "failed";
  /** A step of the flag's life, not words about it. */
  isStep: boolean;
  /** It shows already, as it will be. */
  isShown: boolean;
  /** Why it waits or failed, in words. */
  message?: string;
  code?: string;
  /** What the server added to its refusal. */
  details?: unknown;
  /** What a person wrote with it, where that shows nowhere else any more. */
  words?: string;
  /** Its words stay on screen until it is thrown away. */
  keep: boolean;
  retry: () => void;
  discard: () => void;
}

export interface TaskOptions {
  outbox: Outbox;
  actor: PersonDto;
  /** Throws ApiError. */
  send: (outgoing: Outgoing) => Promise<Answer>;
  onAnswer: (answer: Answer, outgoing: Outgoing) => void;
  /** Things have moved on: show how they are now. */
  onConflict: () => Promise<void>;
  /** Its forms' drafts have been sent with it. */
  onSent: (outgoing: Outgoing) => void;
  /** What is shown has changed. */
  onChange: () => void;
  /** One tab of the browser at a time sends. */
  exclusively: (work: () => Promise<void>) => Promise<void>;
  reportUnknown: (error: unknown) => void;
}

const UNKNOWN: Refusal = { code: "failed", message: "This could not be sent just now. Try again." };
const RETRY_AFTER = [1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * Sends what people did, in the order they did it, one after the other. What cannot be sent just now holds back what
 * was done after it, and all of it waits in the outbox; what the server refuses is kept and shown, and the rest goes
 * on.
 */
export class TaskList {
  tasks: readonly Task[] = [];
  /** Why nothing can be sent just now. */
  private hindrance: Refusal | null = null;
  private failures = 0;
  private isSending = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waiting = new Map<string, (sent: boolean) => void>();
  private answering = new Map<string, (answer: Answer) => void>();

  constructor(private readonly options: TaskOptions) {}

  projections(): Projection[] {
    return this.options.outbox.all().flatMap((outgoing) => {
      if (outgoing.refusal && !staysOnScreen(outgoing.deed)) return [];
      return projectionOf(outgoing, this.options.actor) ?? [];
    });
  }

  /** True when it went through, false when it was refused; until then it waits. */
  run(deed: Omit<Outgoing, "place">, onAnswer?: (answer: Answer) => void): Promise<boolean> {
    // Done again, a step that was refused has been seen.
    for (const other of this.options.outbox.all())
      if (other.refusal && other.flagId === deed.flagId && isStep(deed.deed) && isStep(other.deed))
        this.options.outbox.remove(other.id);
    this.options.outbox.add(deed);
    const sent = new Promise<boolean>((resolve) => this.waiting.set(deed.id, resolve));
    if (onAnswer) this.answering.set(deed.id, onAnswer);
    this.changed();
    void this.sendAll();
    return sent;
  }

  /** The network may be back, or another tab has done something. */
  resume(): void {
    for (const id of this.options.outbox.read()) this.settle(id, true);
    this.failures = 0;
    this.changed();
    void this.sendAll();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private async sendAll(): Promise<void> {
    if (this.isSending || !this.next()) return;
    this.isSending = true;
    clearTimeout(this.timer);
    let goesOn = true;
    await this.options.exclusively(async () => {
      for (const id of this.options.outbox.read()) this.settle(id, true);
      for (let next = this.next(); next && goesOn; next = this.next()) goesOn = await this.attempt(next);
    });
    this.isSending = false;
    this.changed();
    if (goesOn) void this.sendAll();
  }

  private next(): Outgoing | undefined {
    return this.options.outbox.all().find(({ refusal }) => !refusal);
  }

  /** Whether the next one may be tried. */
  private async attempt(outgoing: Outgoing): Promise<boolean> {
    const { outbox, send, onAnswer, onConflict } = this.options;
    try {
      const answer = await send(outgoing);
      this.hindrance = null;
      this.failures = 0;
      this.drop(outgoing, true);
      onAnswer(answer, outgoing);
      this.answering.get(outgoing.id)?.(answer);
      this.answering.delete(outgoing.id);
    } catch (error) {
      const failure = this.failureOf(error);
      if (failure.isPassing) {
        this.hinder(failure.refusal);
        return false;
      }
      this.hindrance = null;
      // Thrown away while it was under way: there is nothing left to show.
      if (outbox.get(outgoing.id)) outbox.put({ ...outgoing, refusal: failure.refusal });
      if (failure.refusal.code === "conflict") await onConflict();
      this.settle(outgoing.id, false);
    }
    this.changed();
    return true;
  }

  private failureOf(error: unknown): { refusal: Refusal; isPassing: boolean } {
    if (error instanceof DOMException && error.name === "TimeoutError")
      return { refusal: { code: "offline", message: "There was no answer." }, isPassing: true };
    if (!(error instanceof ApiError)) {
      this.options.reportUnknown(error);
      return { refusal: UNKNOWN, isPassing: false };
    }
    const { code, message, details, status } = error;
    const isPassing = status === 0 || status >= 500 || status === 401 || status === 429;
    return { refusal: { code, message, ...(details === undefined ? {} : { details }) }, isPassing };
  }

  private hinder(refusal: Refusal): void {
    this.hindrance = refusal;
    this.changed();
    // Who is signed out has to sign in first: asking again changes nothing.
    if (refusal.code === "unauthenticated") return;
    const delay = RETRY_AFTER[Math.min(this.failures++, RETRY_AFTER.length - 1)];
    this.timer = setTimeout(() => void this.sendAll(), delay);
  }

  private drop(outgoing: Outgoing, sent: boolean): void {
    this.options.outbox.remove(outgoing.id);
    if (sent) this.options.onSent(outgoing);
    this.settle(outgoing.id, sent);
  }

  private settle(id: string, sent: boolean): void {
    this.waiting.get(id)?.(sent);
    this.waiting.delete(id);
  }

  private retry(id: string): void {
    const { refusal, ...outgoing } = this.options.outbox.get(id) ?? {};
    if (refusal) this.options.outbox.put(outgoing as Outgoing);
    this.changed();
    void this.sendAll();
  }

  private discard(id: string): void {
    const outgoing = this.options.outbox.get(id);
    if (!outgoing) return;
    this.drop(outgoing, false);
    // What was done on a flag that never was goes with it.
    if (outgoing.deed.type === "raise")
      for (const other of this.options.outbox.all())
        if (other.flagId === outgoing.flagId) this.drop(other, false);
    this.changed();
  }

  private changed(): void {
    this.tasks = this.options.outbox.all().map((outgoing): Task => {
      const { id, flagId, deed, refusal } = outgoing;
      const why = refusal ?? this.hindrance;
      const words = refusal && !staysOnScreen(deed) ? wordsOf(deed) : "";
      return {
        id,
        flagId,
        label: labelOf(deed),
        state: refusal ? "failed" : this.hindrance ? "waiting" : "sending",
        isStep: isStep(deed),
        isShown: !refusal && projectionOf(outgoing, this.options.actor) !== null,
        keep: staysOnScreen(deed),
        ...why,
        ...(words ? { words } : {}),
        retry: () => this.retry(id),
        discard: () => this.discard(id),
      };
    });
    this.options.onChange();
  }
}
