import { callApi } from "@/components/api";
import { onSignOut } from "@/components/auth/session";
import type { ArticleDto, SeenInput, UnseenDto } from "@/domain/contract";
import type { ArticleStore } from "./store";

/** Something that others changed since this person last looked. */
export interface NewThing {
  type: "paragraph" | "flag";
  id: string;
}

export interface SeenState {
  /** ISO 8601; null the first time. */
  since: string | null;
  /** true: not seen yet; false: seen during this visit, and marked more faintly. */
  paragraphs: ReadonlyMap<string, boolean>;
  flags: ReadonlyMap<string, boolean>;
}

/** How long things seen are gathered before they are sent, and how often it is asked what is new, ms. */
const SEND_AFTER = 1_000;
const ASK_AFTER = 5_000;

/** What is new to this person on the review, and what of it they have seen by now. */
export class Seen {
  private state: SeenState;
  private listeners = new Set<() => void>();
  private unsent: { paragraphs: Set<string>; flags: Set<string> } = {
    paragraphs: new Set(),
    flags: new Set(),
  };
  private sending: ReturnType<typeof setTimeout> | undefined;
  private asking: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: ArticleStore,
    initial: UnseenDto,
  ) {
    this.state = {
      since: initial.since,
      paragraphs: new Map(initial.paragraphIds.map((id) => [id, true])),
      flags: new Map(initial.flagIds.map((id) => [id, true])),
    };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  getSnapshot = (): SeenState => this.state;

  /** Tells the server of this visit, and asks what is new when others change something; until it is ended. */
  follow(): () => void {
    if (newThings(this.state, this.store.getSnapshot()).length === 0) this.send({});
    let { version, lastEventId } = this.store.getSnapshot();
    const stop = this.store.subscribe(() => {
      const now = this.store.getSnapshot();
      if (now.version === version && now.lastEventId === lastEventId) return;
      ({ version, lastEventId } = now);
      this.asking ??= setTimeout(() => void this.ask(), ASK_AFTER);
    });
    // While it may still be said.
    const forget = onSignOut(this.flush);
    return () => {
      stop();
      forget();
      clearTimeout(this.asking);
      clearTimeout(this.sending);
      this.asking = undefined;
      this.flush();
    };
  }

  /** These were looked at. */
  see(things: readonly NewThing[]): void {
    const fresh = things.filter(({ type, id }) => this.of(type).get(id) === true);
    if (fresh.length === 0) return;
    for (const { type, id } of fresh)
      (type === "paragraph" ? this.unsent.paragraphs : this.unsent.flags).add(id);
    this.change((type, id, isNew) => isNew && !fresh.some((one) => one.type === type && one.id === id));
    this.sending ??= setTimeout(this.flush, SEND_AFTER);
  }

  seeAll(): void {
    this.unsent = { paragraphs: new Set(), flags: new Set() };
    this.change(() => false);
    this.send({});
  }

  private of(type: NewThing["type"]) {
    return type === "paragraph" ? this.state.paragraphs : this.state.flags;
  }

  private change(isNew: (type: NewThing["type"], id: string, isNew: boolean) => boolean): void {
    const changed = (type: NewThing["type"]) =>
      new Map([...this.of(type)].map(([id, was]) => [id, isNew(type, id, was)]));
    this.set({ ...this.state, paragraphs: changed("paragraph"), flags: changed("flag") });
  }

  private set(state: SeenState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }

  private flush = (): void => {
    this.sending = undefined;
    const { paragraphs, flags } = this.unsent;
    if (paragraphs.size + flags.size === 0) return;
    this.unsent = { paragraphs: new Set(), flags: new Set() };
    this.send({ paragraphIds: [...paragraphs], flagIds: [...flags] });
  };

  /** What does not arrive is new again at the next visit: nothing to trouble anybody with. */
  private send(only: Pick<SeenInput, "paragraphIds" | "flagIds">): void {
    const { id, version, lastEventId } = this.store.getSnapshot();
    const input: SeenInput = { version, eventId: lastEventId, ...only };
    callApi<UnseenDto>("POST", `/api/articles/${id}/seen`, input).catch(() => undefined);
  }

  private async ask(): Promise<void> {
    this.asking = undefined;
    try {
      const unseen = await callApi<UnseenDto>("GET", `/api/articles/${this.store.getSnapshot().id}/seen`);
      const merged = (known: ReadonlyMap<string, boolean>, ids: readonly string[], unsent: Set<string>) =>
        new Map([...known, ...ids.filter((id) => !unsent.has(id)).map((id) => [id, true] as const)]);
      this.set({
        since: this.state.since ?? unseen.since,
        paragraphs: merged(this.state.paragraphs, unseen.paragraphIds, this.unsent.paragraphs),
        flags: merged(this.state.flags, unseen.flagIds, this.unsent.flags),
      });
    } catch {
      // Without a connection nothing is new; the next change asks again.
    }
  }
}

/** What is not seen yet, in text order: a paragraph, then its flags; flags whose words are gone last. */
export function newThings(state: SeenState, article: Pick<ArticleDto, "paragraphs" | "flags">): NewThing[] {
  const newFlags = article.flags.filter(({ id }) => state.flags.get(id));
  const inText = (paragraphId: string) =>
    newFlags
      .filter((flag) => flag.paragraphId === paragraphId && flag.anchor.state !== "detached")
      .sort((one, other) => one.anchor.start - other.anchor.start);
  return [
    ...article.paragraphs.flatMap(({ id }): NewThing[] => [
      ...(state.paragraphs.get(id) ? [{ type: "paragraph" as const, id }] : []),
      ...(newFlags.length > 0 ? inText(id).map((flag) => ({ type: "flag" as const, id: flag.id })) : []),
    ]),
    ...newFlags
      .filter(
        ({ anchor, paragraphId }) =>
          anchor.state === "detached" || !article.paragraphs.some(({ id }) => id === paragraphId),
      )
      .map(({ id }) => ({ type: "flag" as const, id })),
  ];
}
