import { ApiError } from "@/components/api";
import type { PersonDto } from "@/domain/contract";
import type * as Deeds from "./deeds";
import { deeds, loadDeeds } from "./load-deeds";
import type { Projection } from "./optimism";
import type { Answer, Deed, Outbox, Outgoing, Refusal } from "./outbox";

/** A deed on its way, as it is shown where it was done. */
export interface Task {
  id: string;
  deed: Deed;
  /** Ids of the flags and references that it is about. */
  about: readonly string[];
  /** What it is, to say what failed: "Your reply". */
  label: string;
  /** waiting: it could not be sent just now, and will be by itself. failed: it was refused. */
  state: "sending" | "waiting" | "failed";
  /** A step of the flag's life, not words about it. */
  isStep: boolean;
  /** It shows already as it will be. */
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
  /** The key of the form's draft that it was entered in, to which takeBack returns it. */
  enteredIn?: string;
  retry: () => void;
  discard: () => void;
  /** What was entered goes back into its form, and this is not to be sent. */
  takeBack: () => void;
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
  /** What was entered in a form goes back there. */
  restore: (entered: NonNullable<Outgoing["entered"]>) => void;
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
      if (!deeds || (outgoing.refusal && !deeds.staysOnScreen(outgoing.deed))) return [];
      return deeds.projectionOf(outgoing, this.options.actor) ?? [];
    });
  }

  /** True when it went through, false when it was refused; until then it waits. */
  run(deed: Omit<Outgoing, "place">, onAnswer?: (answer: Answer) => void): Promise<boolean> {
    for (const other of this.options.outbox.all())
      if (other.refusal && deeds?.isAgain(deed, other)) this.options.outbox.remove(other.id);
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
      this.finish(outgoing, answer);
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

  /** It is done; what of it was not, is kept until the person has seen that. */
  private finish(outgoing: Outgoing, answer: Answer): void {
    const { outbox, onSent } = this.options;
    for (const other of outbox.all()) {
      const deed = deeds?.afterwards(other.deed, outgoing.deed, answer);
      if (deed) outbox.put({ ...other, deed });
      // A flag that could not be raised, and is thrown away.
      if (outgoing.deed.type === "drop" && other.refusal && other.flagId === outgoing.flagId)
        this.drop(other, false);
    }
    const rest = deeds?.restOf(outgoing.deed, answer);
    if (!rest || !outbox.get(outgoing.id)) return this.drop(outgoing, true);
    outbox.put({ ...outgoing, refusal: rest });
    onSent(outgoing);
    this.settle(outgoing.id, true);
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

  private takeBack(id: string): void {
    const entered = this.options.outbox.get(id)?.entered;
    if (entered) this.options.restore(entered);
    this.discard(id);
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
    const all = this.options.outbox.all();
    const known = deeds;
    if (known) this.tasks = all.map((outgoing) => this.taskOf(outgoing, known));
    else if (all.length > 0)
      void loadDeeds().then(
        () => this.changed(),
        // Sending comes to the same, and tries again.
        () => undefined,
      );
    this.options.onChange();
  }

  private taskOf(outgoing: Outgoing, known: typeof Deeds): Task {
    const { actor } = this.options;
    const { id, deed, refusal, entered } = outgoing;
    const why = refusal ?? this.hindrance;
    const isShown = !refusal && known.isShown(outgoing, actor);
    const keep = known.staysOnScreen(deed);
    const words = isShown || keep ? "" : known.wordsOf(deed);
    return {
      id,
      deed,
      about: known.aboutOf(outgoing),
      label: known.labelOf(deed),
      state: refusal ? "failed" : this.hindrance ? "waiting" : "sending",
      isStep: known.isStep(deed),
      isShown,
      keep,
      ...why,
      ...(words ? { words } : {}),
      retry: () => this.retry(id),
      discard: () => this.discard(id),
      takeBack: () => this.takeBack(id),
      ...(entered ? { enteredIn: entered.key } : {}),
    };
  }
}
