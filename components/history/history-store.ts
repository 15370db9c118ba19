import { addRevision, entryOf } from "@/domain/article/timeline";
import { changedParagraphs } from "@/domain/article/text-change";
import type {
  ArticleEventDto,
  NamedByCauses,
  ParagraphDto,
  RevisionsDto,
  TextChangeDto,
  TimelineDto,
  TimelineEntryDto,
  VersionDto,
  VersionMomentDto,
} from "@/domain/contract";
import { ApiError } from "../api";
import type { HistoryApi } from "./history-api";

/** A text as it reads at a version. */
export interface TextAt {
  version: number;
  paragraphs: readonly ParagraphDto[];
}

export interface HistoryState {
  /** The text that stands now. */
  now: TextAt;
  /** The time line as far as it was read, newest first. */
  entries: readonly TimelineEntryDto[];
  /** There are older entries. */
  more: boolean;
  flags: ReadonlyMap<string, NamedByCauses["flags"][number]>;
  /** Versions that people were told of. */
  moments: ReadonlyMap<number, Omit<VersionMomentDto, "version">>;
  /** Versions whose typo fixes this person may take back. */
  mayTakeBack: ReadonlySet<number>;
}

/** What the page begins with. */
export interface HistoryBegin {
  current: VersionDto;
  timeline: TimelineDto;
  lastEventId: string;
}

/**
 * What is known of an article's history, while it goes on: the text that stands, the time line, and states of the
 * text that were asked for. What comes by the article's stream is folded in; who made it and why is asked then.
 */
export class HistoryStore {
  /** The newest event that was folded, for resuming the stream. */
  lastEventId: string;
  private state: HistoryState;
  /** The newest change that the time line tells. */
  private told: number;
  private readonly texts = new Map<number, Promise<TextAt>>();
  private readonly listeners = new Set<() => void>();
  private readonly beforeListeners = new Set<() => void>();
  private telling: Promise<void> | null = null;
  private isToldAgain = false;

  constructor(
    private readonly api: HistoryApi,
    { current, timeline, lastEventId }: HistoryBegin,
  ) {
    this.lastEventId = lastEventId;
    this.told = timeline.entries[0]?.last ?? current.version;
    this.state = {
      now: { version: current.version, paragraphs: current.paragraphs },
      entries: timeline.entries,
      more: timeline.more,
      ...named(undefined, timeline),
    };
    this.learn(current);
    this.texts.set(current.version, Promise.resolve(this.state.now));
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The same object until something changes. */
  getSnapshot = (): HistoryState => this.state;

  /** Is told just before something else is shown. */
  beforeChange = (listener: () => void): (() => void) => {
    this.beforeListeners.add(listener);
    return () => this.beforeListeners.delete(listener);
  };

  receive = (...events: ArticleEventDto[]): void => {
    for (const event of events) {
      if (BigInt(event.id) > BigInt(this.lastEventId)) this.lastEventId = event.id;
      if (event.type === "text") this.receiveChange(event);
    }
  };

  /** Folds what happened to the text. */
  receiveChange(change: TextChangeDto): void {
    const { now } = this.state;
    if (change.version <= now.version) return;
    if (change.since > now.version) {
      void this.refetch().catch(() => undefined);
      return;
    }
    this.stands({ version: change.version, paragraphs: changedParagraphs(now.paragraphs, change) });
    void this.tell();
  }

  /** Asks what the time line does not tell yet. What fails is asked again with the next change. */
  tell = (): Promise<void> => {
    this.isToldAgain = this.telling !== null;
    this.telling ??= this.tellAll().finally(() => {
      this.telling = null;
    });
    return this.telling;
  };

  /** The text and the time line afresh: after a gap. */
  refetch = async (): Promise<void> => {
    const [now] = await Promise.all([this.readNow(), this.readTimeline()]);
    this.stands(now);
  };

  /** The text as it stands, asked of the server: only its answer tells of a newer one. */
  async readNow(): Promise<TextAt> {
    let read = await this.api.version(this.state.now.version);
    while (read.version < read.newest) read = await this.api.version(read.newest);
    this.learn(read);
    this.stands(read);
    return this.state.now;
  }

  /** The text of a version. Each is read once: what was stored never changes. */
  read(version: number): Promise<TextAt> {
    const known = this.texts.get(version);
    if (known) return known;
    const read = this.api.version(version);
    this.texts.set(version, read);
    read.then(
      (text) => this.learn(text),
      () => this.texts.delete(version),
    );
    return read;
  }

  /** The fixes of a version were taken back here: at once, and also where the time line is of another paragraph. */
  tookBack(version: number, change: TextChangeDto | null): void {
    const mayTakeBack = new Set(this.state.mayTakeBack);
    mayTakeBack.delete(version);
    this.set({ mayTakeBack });
    if (change) this.receiveChange(change);
  }

  versionAt(moment: string): Promise<number | null> {
    return this.api.versionAt(moment);
  }

  async loadOlder(): Promise<void> {
    const { entries } = this.state;
    const older = await this.api.timeline(entries.at(-1)!.first);
    this.set({
      entries: [...this.state.entries, ...older.entries],
      more: older.more,
      ...named(this.state, older),
    });
  }

  /** The single changes of an entry, newest first, older than a version. */
  async loadChanges(entry: TimelineEntryDto, before = entry.last + 1) {
    const read = await this.api.revisions({ after: entry.first - 1, before });
    this.set(named(this.state, read));
    return read;
  }

  private async tellAll(): Promise<void> {
    do {
      this.isToldAgain = false;
      try {
        const read = await this.api.revisions({ after: this.told });
        if (read.more) await this.readTimeline();
        else if (read.revisions.length > 0) {
          this.told = read.revisions[0]!.version;
          this.set({
            entries: read.revisions.reduceRight<readonly TimelineEntryDto[]>(addRevision, this.state.entries),
            ...named(this.state, read),
          });
        }
      } catch (error) {
        // Without a connection: the next change, or the connection when it is back, asks again.
        if (error instanceof ApiError) return;
        throw error;
      }
    } while (this.isToldAgain);
  }

  private async readTimeline(): Promise<void> {
    const timeline = await this.api.timeline();
    this.told = Math.max(this.told, timeline.entries[0]?.last ?? 0);
    this.set({ entries: timeline.entries, more: timeline.more, ...named(this.state, timeline) });
  }

  private stands(text: TextAt): void {
    if (text.version <= this.state.now.version) return;
    const now = { version: text.version, paragraphs: text.paragraphs };
    this.texts.set(now.version, Promise.resolve(now));
    this.set({ now });
  }

  private learn({ version, at, actor }: VersionMomentDto): void {
    if (this.state.moments.has(version)) return;
    this.set({ moments: new Map(this.state.moments).set(version, { at, actor }) });
  }

  private set(part: Partial<HistoryState>): void {
    for (const listener of this.beforeListeners) listener();
    this.state = { ...this.state, ...part };
    for (const listener of this.listeners) listener();
  }
}

type Answered = NamedByCauses & Partial<Pick<TimelineDto, "entries"> & Pick<RevisionsDto, "revisions">>;
type Known = Pick<HistoryState, "flags" | "moments" | "mayTakeBack">;

/** What is known of flags and versions by now, with what an answer names and what its changes say of themselves. */
function named(known: Known | undefined, answer: Answered): Known {
  const made = [
    ...(answer.revisions ?? []),
    ...(answer.entries ?? []).map(({ last, at, people }) => ({ version: last, at, actor: people[0]! })),
    ...answer.moments,
  ];
  return {
    flags: new Map([...(known?.flags ?? []), ...answer.flags.map((flag) => [flag.id, flag] as const)]),
    moments: new Map([
      ...(known?.moments ?? []),
      ...made.map(({ version, at, actor }) => [version, { at, actor }] as const),
    ]),
    mayTakeBack: mayTakeBackBy(known?.mayTakeBack ?? new Set(), answer),
  };
}

/** Of the changes that it tells, the answer knows better; and what one of them took back, nobody can once more. */
function mayTakeBackBy(known: ReadonlySet<number>, answer: Answered): ReadonlySet<number> {
  const { entries = [], revisions = [] } = answer;
  const told = [...entries, ...revisions.map(entryOf)];
  const isTold = (version: number) => told.some(({ first, last }) => first <= version && version <= last);
  const may = new Set([...known].filter((version) => !isTold(version)).concat(answer.mayTakeBack));
  for (const { cause } of told) if (cause.type === "typo_fix_undone") may.delete(cause.of);
  return may;
}
