import type { CitationStyle } from "@/domain/article/citations";
import type {
  FlagDto,
  FlagInput,
  PersonDto,
  ReferenceEditInput,
  ResolveInput,
  TextChangeDto,
} from "@/domain/contract";
import type { FlagStep } from "@/domain/flag/lifecycle";
import { draftKey, draftsOf, keepDraft, type DraftStorage } from "./drafts";

/** Something a person did, as it is kept until the server has it: data only, so that it outlives the page. */
export type Deed =
  | {
      type: "raise";
      input: Omit<FlagInput, "id">;
      /** The words it stands on, as they stood when it was raised. */
      words: { quote: string; prefix: string; suffix: string };
      /** It goes into this person's pending review, and to nobody else. */
      pending?: boolean;
    }
  /** A flag of the pending review, thrown away. */
  | { type: "drop" }
  | { type: "reply"; body: string }
  | { type: "editReply"; replyId: string; body: string }
  | { type: "step"; step: Exclude<FlagStep, "resolve">; note?: string }
  | { type: "resolve"; settlement: ResolveInput }
  | { type: "assign"; assignee: PersonDto | null }
  | { type: "anchor"; version: number; paragraphId: string; start: number; end: number }
  | ArticleDeed;

/** Done on the article at large, and more rarely: the code that knows how comes when it is needed (article-deeds.ts). */
export type ArticleDeed =
  /** Many typo fixes in one go … */
  | { type: "apply"; flagIds: string[] }
  /** … and taken back, by the version that this made. */
  | { type: "unapply"; flagIds: string[]; version: number }
  /** Flags of the pending review are raised. */
  | { type: "send"; flagIds: string[] }
  | { type: "addReferences"; source: string }
  | ({ type: "editReference"; edit: Omit<ReferenceEditInput, "id"> } & AboutReference)
  | ({ type: "mergeReference"; into: string } & AboutReference)
  | ({ type: "deleteReference" } & AboutReference)
  | { type: "citationStyle"; style: CitationStyle };

interface AboutReference {
  referenceId: string;
  /** The entry's beginning as it read then, to name it where it is not seen. */
  entry: string;
}

/** What the server may answer to one. */
export interface Answer {
  flag?: FlagDto | null;
  flags?: FlagDto[];
  version?: number;
  change?: TextChangeDto | null;
  /** Of the pending review that it led to. */
  reviewVersion?: number | null;
  applied?: string[];
  left?: Left[];
  added?: string[];
  citationStyle?: CitationStyle;
}

/** Of many that were sent together, one that was left as it is, and why. */
export interface Left {
  flagId: string;
  reason: string;
}

/** The code of a refusal in part: `details.left` says which were left. The rest is done. */
export const LEFT = "left";

export interface Refusal {
  message: string;
  code: string;
  details?: unknown;
}

/** One deed on its way. `id` goes with it to the server, so that however often it is sent it is done once. */
export interface Outgoing {
  id: string;
  /** Null: it is about no one flag. */
  flagId: string | null;
  /** When it was done (ISO). */
  at: string;
  /** Deeds are sent in the order of these. */
  place: number;
  deed: Deed;
  /** Keys of forms' drafts that are sent with it, let go with it. */
  drafts?: string[];
  /** What was entered for it, and the key of its form's draft: where it is taken up again, it goes back there. */
  entered?: { key: string; value: unknown };
  /** The server would not have it: kept until the person has seen that. */
  refusal?: Refusal;
}

const FORM = "outbox:";

/**
 * What one person did on one article and the server has not confirmed, in the order it was done. Kept in the browser,
 * for all its tabs: what one of them removes is gone in the others. Where the browser keeps nothing, this tab
 * remembers.
 */
export class Outbox {
  private held = new Map<string, Outgoing>();
  /** Those that the browser kept: gone from there, another tab has sent them or thrown them away. */
  private kept = new Set<string>();
  private lastPlace = 0;

  constructor(
    private readonly storage: () => DraftStorage,
    private readonly actorId: string,
    private readonly articleId: string,
    private readonly now: () => number = Date.now,
  ) {}

  /** In order of sending. */
  all(): Outgoing[] {
    return [...this.held.values()].sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
  }

  get(id: string): Outgoing | undefined {
    return this.held.get(id);
  }

  add(deed: Omit<Outgoing, "place">): Outgoing {
    const last = this.all().at(-1)?.place ?? 0;
    this.lastPlace = Math.max(this.now(), last + 1, this.lastPlace + 1);
    const outgoing = { ...deed, place: this.lastPlace };
    this.put(outgoing);
    return outgoing;
  }

  put(outgoing: Outgoing): void {
    this.held.set(outgoing.id, outgoing);
    keepDraft(this.storage(), this.keyOf(outgoing.id), outgoing);
    if (this.storage().getItem(this.keyOf(outgoing.id)) !== null) this.kept.add(outgoing.id);
  }

  remove(id: string): void {
    this.held.delete(id);
    this.kept.delete(id);
    keepDraft(this.storage(), this.keyOf(id), null);
  }

  /** Takes in what other tabs did since; the answer is the ids that are gone. */
  read(): string[] {
    const there = draftsOf<Outgoing>(this.storage(), this.actorId, this.articleId).filter(({ form }) =>
      form.startsWith(FORM),
    );
    const ids = new Set(there.map(({ value }) => value.id));
    for (const { value } of there) {
      this.held.set(value.id, value);
      this.kept.add(value.id);
    }
    const gone = [...this.kept].filter((id) => !ids.has(id));
    for (const id of gone) {
      this.held.delete(id);
      this.kept.delete(id);
    }
    return gone;
  }

  private keyOf(id: string): string {
    return draftKey(this.actorId, this.articleId, FORM + id);
  }
}
