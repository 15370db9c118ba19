import { callApi } from "@/components/api";
import { reduceArticle } from "@/domain/article/reduce";
import type {
  ArticleDto,
  ArticleEventDto,
  FlagDto,
  PendingDto,
  PersonDto,
  TextChangeDto,
} from "@/domain/contract";
import { keepDraft, type DraftStorage } from "./drafts";
import { isOvertaken } from "./overtaken";
import { deeds, loadDeeds } from "./load-deeds";
import type { Projection } from "./optimism";
import { Outbox, type Answer, type Outgoing } from "./outbox";
import { TaskList, type Task } from "./tasks";
import { draftsChanged } from "./use-draft";

/**
 * The article as this browser knows it: what the server last said, with what is on its way laid over it. Every
 * answer and every live event is folded by the same reducer; where that finds a gap, the whole is fetched again.
 */
export class ArticleStore {
  private base: ArticleDto;
  private shown: ArticleDto;
  private listeners = new Set<() => void>();
  private textListeners = new Set<(change: TextChangeDto) => void>();
  private beforeText = new Set<() => void>();
  private fetching: Promise<void> | null = null;
  private readonly taskList: TaskList;

  /** `pending`: flags of this person's own that are not sent yet. They are shown among the others. */
  constructor(
    initial: ArticleDto,
    private pending: PendingDto,
    actor: PersonDto,
    storage: () => DraftStorage,
  ) {
    this.base = initial;
    this.shown = withPending(initial, pending.flags);
    this.taskList = new TaskList({
      outbox: new Outbox(storage, actor.id, initial.id),
      actor: { id: actor.id, name: actor.name },
      send: async (outgoing) => (await loadDeeds()).send(initial.id, outgoing),
      onAnswer: (answer, outgoing) => this.receiveAnswer(answer, outgoing),
      onConflict: () => this.refetch().catch(() => undefined),
      onSent: ({ drafts = [] }) => {
        for (const key of drafts) keepDraft(storage(), key, null);
      },
      restore: ({ key, value }) => {
        keepDraft(storage(), key, value);
        draftsChanged();
      },
      onChange: () => this.publish(),
      exclusively: async (work) => {
        if (!("locks" in navigator)) return work();
        await navigator.locks.request(`galley outbox ${actor.id} ${initial.id}`, work);
      },
      reportUnknown: (error) => reportError(error),
    });
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The article to show; the same object until something changes. */
  getSnapshot = (): ArticleDto => this.shown;

  /** What is under way or has failed; the same array until something changes. */
  getTasks = (): readonly Task[] => this.taskList.tasks;

  /** The number of the last event that was folded, for resuming the live feed. */
  get lastEventId(): string {
    return this.base.lastEventId;
  }

  /** Folds events in their order, and shows what came of all. What was already known changes nothing. */
  receive = (...events: ArticleEventDto[]): void => {
    const before = this.base;
    const changes: TextChangeDto[] = [];
    for (const event of events) {
      const next = reduceArticle(this.base, event);
      if (next === null) {
        void this.refetch();
        break;
      }
      if (event.type === "text" && event.version > this.base.version) changes.push(event);
      this.base = next;
    }
    if (this.base !== before) this.publish();
    for (const change of changes) for (const listener of this.textListeners) listener(change);
  };

  /** Folds what the answer to a deed says. */
  private receiveAnswer(answer: Answer, { deed, flagId }: Outgoing): void {
    const { change, flag, flags = [], reviewVersion = null, citationStyle } = answer;
    this.receiveChange(change ?? null);
    this.receiveFlags([...flags, ...(flag && !flag.pending ? [flag] : [])]);
    if (deed.type === "send")
      this.changePending(
        flags.map(({ id }) => id),
        null,
        reviewVersion,
      );
    if (flagId && (deed.type === "drop" || (deed.type === "raise" && deed.pending)))
      this.changePending([flagId], flag?.pending ? flag : null, reviewVersion);
    if (deed.type === "citationStyle" && citationStyle) {
      const { lastEventId: id, authorIds, dueAt, language } = this.base;
      this.receive({ id, type: "settings", authorIds, dueAt, language, citationStyle });
    }
    // It was sent by that very code.
    deeds?.tell(deed, answer, (next) => {
      const at = new Date().toISOString();
      void this.run({ id: crypto.randomUUID(), flagId: null, at, deed: next });
    });
  }

  /** Folds flags as an answer tells them, unless a later event was quicker. */
  private receiveFlags(flags: readonly FlagDto[]): void {
    const held = new Map(this.base.flags.map((flag) => [flag.id, flag]));
    const id = this.base.lastEventId;
    const told = flags.filter((flag) => !isOvertaken(flag, held.get(flag.id)));
    if (told.length > 0) this.receive(...told.map((flag) => ({ id, type: "flag" as const, flag })));
  }

  /** Folds what a request did to the text. */
  receiveChange = (change: TextChangeDto | null): void => {
    if (change) this.receive({ id: this.base.lastEventId, type: "text", ...change });
  };

  /** Is told of every change of the text as it is folded, with its steps: for an open editor. */
  onTextChange = (listener: (change: TextChangeDto) => void): (() => void) => {
    this.textListeners.add(listener);
    return () => this.textListeners.delete(listener);
  };

  /** Fetches the whole article again: after a gap, or a conflict. Several at once are one. */
  refetch = (): Promise<void> => {
    this.fetching ??= callApi<{ article: ArticleDto }>("GET", `/api/articles/${this.base.id}`)
      .then(({ article }) => {
        this.base = article;
        this.publish();
      })
      .finally(() => {
        this.fetching = null;
      });
    return this.fetching;
  };

  /** This person's pending review as their stream tells it, unless an answer was quicker. */
  receivePending = (pending: PendingDto): void => {
    if (pending.version < this.pending.version) return;
    this.pending = pending;
    this.publish();
  };

  /** What an answer says of pending flags: one is there, or (null) these are no longer. */
  private changePending(
    flagIds: readonly string[],
    flag: FlagDto | null,
    reviewVersion: number | null,
  ): void {
    const { version, flags } = this.pending;
    // The stream was quicker.
    if (reviewVersion !== null && reviewVersion <= version) return;
    const others = flags.filter(({ id }) => !flagIds.includes(id));
    this.pending = { version: reviewVersion ?? version, flags: flag ? [...others, flag] : others };
    this.publish();
  }

  /** Sends something, shows it at once where that is safe, and keeps it until the server has it or it is dropped. */
  run = (deed: Omit<Outgoing, "place">, onAnswer?: (answer: Answer) => void): Promise<boolean> =>
    this.taskList.run(deed, onAnswer);

  /** Sends what waits, and takes in what other tabs did. */
  resume = (): void => this.taskList.resume();

  /** Sends what was left here, whenever the network is back, until it is stopped. */
  startSending = (): (() => void) => {
    const onVisible = () => {
      if (document.visibilityState === "visible") this.resume();
    };
    const onStorage = ({ key }: StorageEvent) => {
      if (key === null || key.includes(this.base.id)) this.resume();
    };
    this.resume();
    window.addEventListener("online", this.resume);
    window.addEventListener("storage", onStorage);
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      this.taskList.stop();
      window.removeEventListener("online", this.resume);
      window.removeEventListener("storage", onStorage);
      document.removeEventListener("visibilitychange", onVisible);
    };
  };

  /** Is told just before other text is shown. */
  beforeTextChange = (listener: () => void): (() => void) => {
    this.beforeText.add(listener);
    return () => this.beforeText.delete(listener);
  };

  private publish() {
    if (this.base.paragraphs !== this.shown.paragraphs) for (const listener of this.beforeText) listener();
    const projections = this.taskList.projections();
    this.shown = projections.reduce(
      (article: ArticleDto, project: Projection) => project(article),
      withPending(this.base, this.pending.flags),
    );
    for (const listener of this.listeners) listener();
  }
}

/** The same article where nothing is pending; what has been raised by now is pending no longer. */
function withPending(article: ArticleDto, pending: readonly FlagDto[]): ArticleDto {
  if (pending.length === 0) return article;
  const raised = new Set(article.flags.map(({ id }) => id));
  return { ...article, flags: [...article.flags, ...pending.filter(({ id }) => !raised.has(id))] };
}
