import { EditorState, type Command, type Transaction } from "prosemirror-state";
import { Step } from "prosemirror-transform";
import { EditorView } from "prosemirror-view";
import { callApi } from "@/components/api";
import type { CitationStyle } from "@/domain/article/citations";
import { docFromParagraphs } from "@/domain/article/document";
import { schema } from "@/domain/article/schema";
import type { ArticleDto, FlagDto, ReferencesDto, StepsDto } from "@/domain/contract";
import { articlePlugins } from "./article-plugins";
import { setCitationStyle } from "./citation-numbers";
import type { KeptWords } from "./collaboration/conflict";
import { jsonOf } from "./collaboration/step-json";
import { Saver, type SaveStatus } from "./collaboration/saver";
import { collaborationOf, isReceived, type StateHost } from "./collaboration/state";
import { putBack } from "./commands/put-back";
import type { Draft, DraftPlace } from "./drafts";
import { restyleFlags, setFlags } from "./flag-marks";
import { placeCaret } from "./place-caret";
import type { ArticleSource, CaretPlace, LeftText } from "./types";

/** What the bar shows; the same object until something of it changes. */
export interface SessionView {
  status: SaveStatus;
  /** Why something is not saved, or a change was not made. */
  reason: string | null;
  kept: readonly KeptWords[];
  /** The form that is open at the caret. */
  form: "link" | "citation" | null;
  /** Grows with every transaction: what depends on the text reads it again. */
  tick: number;
}

export interface SessionOptions {
  place: HTMLElement;
  source: ArticleSource;
  article: ArticleDto;
  /** What was left unsaved, and where it is kept. */
  left: { place: DraftPlace; draft: Draft } | null;
  caret: CaretPlace | null;
  classNameOf: (flag: FlagDto) => string;
  onFlagClick: (flagId: string) => void;
  onDone: () => void;
  /** The writer wants to comment on what is selected. */
  onComment: () => void;
  onLayout: () => void;
  onView: (view: SessionView) => void;
  /** The page shows the editor no more: what is left of the words, and again when that has changed. */
  onLeft: (left: LeftText | null) => void;
}

const newId = () => crypto.randomUUID();

/** Sessions that are off the page and have words on their way. */
const lingering = new Set<Session>();

/** Makes every session of this window let go of what it keeps on the device, so that it can be taken up again. */
export async function letGoOfLingering(): Promise<void> {
  await Promise.all([...lingering].map((session) => session.letGo()));
}

/** One person writing in one window: the editor, its saver and what is kept on the device, tied together. */
export class Session {
  readonly view: EditorView;
  private readonly saver: Saver;
  private shown: SessionView = { status: "saved", reason: null, kept: [], form: null, tick: 0 };
  private flags: readonly FlagDto[] = [];
  readonly clientId: string;
  /** The state once the page has let go of the view, while the last words are still on their way. */
  private detached: EditorState | null = null;
  private readonly host: StateHost;
  private place: DraftPlace | null;
  private readonly stopListening: () => void;

  constructor(private readonly options: SessionOptions) {
    const { left, article, source } = options;
    const draft = left?.draft;
    this.clientId = left?.place.clientId ?? newId();
    this.place = left?.place ?? null;
    const state = EditorState.create({
      doc: draft ? schema.nodeFromJSON(draft.base) : docFromParagraphs(article.paragraphs),
      plugins: articlePlugins({
        citationStyle: article.citationStyle,
        newId,
        onRefused: (reason) => this.tell(reason),
        openForm: (form) => this.openForm(form),
        done: options.onDone,
        comment: options.onComment,
        onFlagClick: options.onFlagClick,
        hold: (on) => this.saver.hold(on),
      }),
    });
    this.shown.kept = draft?.kept ?? [];
    this.view = new EditorView(options.place, {
      state,
      dispatchTransaction: (transaction) => this.apply(transaction),
      attributes: {
        class: "article",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": "Article text",
        "data-article": "",
        spellcheck: "true",
        lang: article.language,
      },
      scrollMargin: { top: 80, bottom: 120, left: 0, right: 0 },
      scrollThreshold: { top: 60, bottom: 100, left: 0, right: 0 },
    });
    const current = () => this.detached ?? this.view.state;
    this.host = {
      get state() {
        return current();
      },
      dispatch: (transaction) => this.apply(transaction),
    };
    this.saver = new Saver({
      host: this.host,
      clientId: this.clientId,
      version: draft?.version ?? article.version,
      batch: draft?.batch ?? null,
      send: (batch) => callApi<StepsDto>("POST", `/api/articles/${article.id}/steps`, batch),
      readCurrent: async () =>
        (await callApi<{ article: ArticleDto }>("GET", `/api/articles/${article.id}`)).article,
      newId,
      onUnsaved: () => this.keepDraft(),
      onStatus: (status, reason) => {
        this.show({ status, reason: reason ?? null });
        if (status === "saved" && this.detached) void this.letGo();
      },
      onStored: (change) => source.receive({ id: source.getSnapshot().lastEventId, type: "text", ...change }),
      onKept: (kept) => this.show({ kept: [...this.shown.kept, kept] }),
    });
    if (draft?.steps.length) this.restore(draft.steps);
    this.stopListening = source.onTextChange((change) => this.saver.received(change));
    placeCaret(this.view, options.caret);
    this.saver.start();
  }

  // ---------------------------------------------------------------- for the page

  /** Runs a command and gives the keyboard back to the text. */
  run(command: Command): boolean {
    const done = command(this.view.state, this.view.dispatch, this.view);
    this.view.focus();
    return done;
  }

  openForm(form: SessionView["form"]): void {
    this.show({ form });
  }

  closeForm(): void {
    this.show({ form: null });
    this.view.focus();
  }

  /** The server's flags; drawn at their places when the text here is the one they are for. */
  showFlags(flags: readonly FlagDto[]): void {
    this.flags = flags;
    const { version } = this.options.source.getSnapshot();
    const { classNameOf } = this.options;
    const transaction =
      version === this.saver.version
        ? setFlags(this.view.state, flags, classNameOf)
        : restyleFlags(this.view.state, flags, classNameOf);
    if (transaction) this.view.dispatch(transaction);
    this.saver.noticed(version);
  }

  /** How citations read: somebody may have changed it. */
  showCitationStyle(style: CitationStyle): void {
    const transaction = setCitationStyle(this.view.state, style);
    if (transaction) this.view.dispatch(transaction);
  }

  /** Says why something was not done, beside the state of saving. */
  readonly tell = (reason: string): void => this.show({ reason });

  flush(): Promise<boolean> {
    return this.saver.flush();
  }

  sendNow(): void {
    if (!this.saver.isSaved) this.saver.sendNow();
  }

  get isSaved(): boolean {
    return this.saver.isSaved;
  }

  /** Some of what was written was refused, and its writer has not decided about it. */
  get hasKept(): boolean {
    return this.shown.kept.length > 0;
  }

  /** Words that were refused: back into the text, or out of sight. */
  settleKept(id: string, how: "back" | "away"): void {
    const kept = this.shown.kept.find((words) => words.id === id);
    if (!kept) return;
    const left = how === "away" ? [] : kept.paragraphs.filter((paragraph) => !this.run(putBack(paragraph)));
    const others = this.shown.kept.filter((words) => words !== kept);
    this.show({ kept: left.length === 0 ? others : [...others, { ...kept, paragraphs: left }] });
    this.keepDraft();
  }

  /** Nothing was written yet: what was left unsaved may still take this session's place. */
  get isUntouched(): boolean {
    return this.saver.isSaved && this.saver.version === this.options.article.version;
  }

  /** Where what is unsaved is kept from now on. */
  keepAt(place: DraftPlace): void {
    this.place = place;
    if (!this.saver.isSaved) this.keepDraft();
  }

  /**
   * Takes the editor off the page. What is unsaved goes on being sent without it, until it is saved or another
   * session of this article begins and takes it over from the device.
   */
  destroy(): void {
    this.detached = this.view.state;
    this.view.destroy();
    if (this.saver.isSaved) return void this.letGo();
    lingering.add(this);
    this.options.onLeft("unsaved");
    this.saver.hold(false);
    this.saver.sendNow();
  }

  /** Stops, once what is unsaved is safe on the device. */
  async letGo(): Promise<void> {
    lingering.delete(this);
    this.options.onLeft(this.shown.kept.length > 0 ? "conflict" : this.saver.isSaved ? null : "unsaved");
    this.stopListening();
    this.saver.stop();
    await this.place?.settled();
    this.place?.release();
    this.place = null;
  }

  /** Adds an entry that only the server can read (BibTeX, RIS); gives back its id. Throws ApiError. */
  async addReference(source: string): Promise<string> {
    const { article, source: store } = this.options;
    const path = `/api/articles/${article.id}/references`;
    const { added, change } = await callApi<ReferencesDto>("POST", path, { id: newId(), source });
    store.receive({ id: store.getSnapshot().lastEventId, type: "text", ...change });
    return added[0]!;
  }

  // ---------------------------------------------------------------- inside

  private apply(transaction: Transaction): void {
    if (this.detached) {
      this.detached = this.detached.apply(transaction);
      return;
    }
    const before = this.view.state;
    this.view.updateState(before.apply(transaction));
    const isLocal = this.view.state.doc !== before.doc && !isReceived(transaction);
    if (isLocal) this.saver.changed();
    if (this.view.state.doc !== before.doc) this.options.onLayout();
    this.show({
      tick: this.shown.tick + 1,
      ...(isLocal && this.shown.status !== "offline" ? { reason: null } : {}),
    });
  }

  private show(change: Partial<SessionView>): void {
    this.shown = { ...this.shown, ...change };
    if (!this.detached) this.options.onView(this.shown);
  }

  private keepDraft(): void {
    const { confirmed, pending } = collaborationOf(this.host.state);
    const isNothing = this.saver.isSaved && this.shown.kept.length === 0;
    this.place?.keep(
      isNothing
        ? null
        : {
            version: this.saver.version,
            base: () => confirmed.toJSON() as unknown,
            steps: pending.map(({ step }) => jsonOf(step)),
            batch: this.saver.batch,
            kept: [...this.shown.kept],
          },
    );
  }

  /** Steps that were left unsaved, put on again; where one does not fit, those before it stay. */
  private restore(steps: readonly Record<string, unknown>[]): void {
    const transaction = this.view.state.tr;
    try {
      for (const json of steps) transaction.step(Step.fromJSON(schema, json));
    } catch {
      // What fits is on the transaction.
    }
    this.view.updateState(this.view.state.apply(transaction));
  }
}
