import type { FlagKind, FlagStatus } from "./flag/kinds";
import type { Role } from "./contract";

/** Who asks. Read afresh from the database for every request; holds active memberships only. */
export interface Actor {
  id: string;
  name: string;
  email: string;
  memberships: { deskId: string; desk: string; role: Role }[];
}

export interface DeskResource {
  deskId: string;
}

export interface ArticleResource extends DeskResource {
  authorIds: readonly string[];
}

export interface FlagResource extends ArticleResource {
  kind: FlagKind;
  status: FlagStatus;
  raisedById: string;
  /** It came with a Word file, by somebody who is nobody here. */
  raisedByOutsider: boolean;
  resolvedById: string | null;
}

const roleOn = (actor: Actor, { deskId }: DeskResource): Role | undefined =>
  actor.memberships.find((membership) => membership.deskId === deskId)?.role;

const isMember = (actor: Actor, desk: DeskResource) => roleOn(actor, desk) !== undefined;
const isChief = (actor: Actor, desk: DeskResource) => roleOn(actor, desk) === "chief";
/** Chiefs are editors too. */
const isEditor = (actor: Actor, desk: DeskResource) =>
  isChief(actor, desk) || roleOn(actor, desk) === "editor";
/** Whoever wrote it, as long as they are on its desk. */
const isAuthor = (actor: Actor, article: ArticleResource) =>
  isMember(actor, article) && article.authorIds.includes(actor.id);
const isReader = (actor: Actor, article: ArticleResource) =>
  isEditor(actor, article) || isAuthor(actor, article);
const isResolver = (actor: Actor, flag: FlagResource) => flag.resolvedById === actor.id;

const DESK_RULES = {
  /** See the desk, its members' names, bring in a manuscript. */
  "desk.enter": isMember,
  /** Invite, change roles, deactivate. */
  "desk.manage": isChief,
  /** Store an article under any authors; an author may store only their own (server/articles.ts sees to it). */
  "desk.import_for_others": isEditor,
} satisfies Record<string, (actor: Actor, desk: DeskResource) => boolean>;

const ARTICLE_RULES = {
  "article.read": isReader,
  /** The text is the authors'; a chief may write at deadline, and the revision says so. */
  "article.write": (actor: Actor, article: ArticleResource) =>
    isAuthor(actor, article) || isChief(actor, article),
  "article.settings": isEditor,
  /** Typo, fact-check, citation: editors. */
  "flag.raise": isEditor,
  /** A comment is for everybody who works on the article. */
  "flag.comment": isReader,
  "flag.assign": isEditor,
  "draft.export": isReader,
  "draft.export_with_open_flags": isChief,
  /** A copy that shows the whole review: for whoever may read that. */
  "draft.reviewed": isReader,
} satisfies Record<string, (actor: Actor, article: ArticleResource) => boolean>;

const FLAG_RULES = {
  "flag.reply": isReader,
  "flag.resolve": (actor: Actor, flag: FlagResource) => isAuthor(actor, flag) || isChief(actor, flag),
  "flag.waive": isChief,
  /** Any editor but the one who settled it. */
  "flag.verify": (actor: Actor, flag: FlagResource) => isEditor(actor, flag) && !isResolver(actor, flag),
  /** An editor; or whoever settled it, taking that back before anybody verified it. */
  "flag.reopen": (actor: Actor, flag: FlagResource) =>
    isEditor(actor, flag) || (isReader(actor, flag) && isResolver(actor, flag) && flag.status === "resolved"),
  /** Whoever raised it, and a chief. An outsider cannot come to take it back: any editor may in their stead. */
  "flag.withdraw": (actor: Actor, flag: FlagResource) =>
    isReader(actor, flag) &&
    (flag.raisedById === actor.id ||
      isChief(actor, flag) ||
      (flag.raisedByOutsider && isEditor(actor, flag))),
  /** Put a detached flag back on its words. */
  "flag.anchor": isReader,
} satisfies Record<string, (actor: Actor, flag: FlagResource) => boolean>;

/** The one table of permissions: screens and server ask the same `may`. */
const RULES = { ...DESK_RULES, ...ARTICLE_RULES, ...FLAG_RULES };

export type Action = keyof typeof RULES;
/** What an action is asked of: a desk, an article or a flag. */
export type ResourceOf<A extends Action> = Parameters<(typeof RULES)[A]>[1];

export function may<A extends Action>(actor: Actor, action: A, resource: ResourceOf<A>): boolean {
  const rule = RULES[action] as (actor: Actor, resource: ResourceOf<A>) => boolean;
  return rule(actor, resource);
}
