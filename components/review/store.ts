import { callApi } from "@/components/api";
import { reduceArticle } from "@/domain/article/reduce";
import type { ArticleDto, ArticleEventDto, FlagDto, TextChangeDto } from "@/domain/contract";
import { isOvertaken, type Projection } from "./optimism";
import { TaskList, type Task, type TaskSpec } from "./tasks";

/**
 * The article as this browser knows it: what the server last said, with what is on its way laid over it. Every
 * answer and every live event is folded by the same reducer; where that finds a gap, the whole is fetched again.
 */
export class ArticleStore {
  private base: ArticleDto;
  private shown: ArticleDto;
  private listeners = new Set<() => void>();
  private textListeners = new Set<(change: TextChangeDto) => void>();
  private fetching: Promise<void> | null = null;
  private readonly taskList = new TaskList(() => this.publish());

  constructor(initial: ArticleDto) {
    this.base = initial;
    this.shown = initial;
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

  /** Folds what a request answered: a flag, unless a later event was quicker. */
  receiveFlag = (flag: FlagDto): void => {
    if (
      isOvertaken(
        flag,
        this.base.flags.find(({ id }) => id === flag.id),
      )
    )
      return;
    this.receive({ id: this.base.lastEventId, type: "flag", flag });
  };

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

  /** Sends something, shows it at once where that is safe, and keeps its failure until it is retried or dropped. */
  run = (spec: TaskSpec): Promise<boolean> => this.taskList.run(spec);

  private publish() {
    const projections = this.taskList.projections();
    this.shown = projections.reduce(
      (article: ArticleDto, project: Projection) => project(article),
      this.base,
    );
    for (const listener of this.listeners) listener();
  }
}
