import { notify } from "../ui/toast";
import { call } from "./deed-call";
import { shortQuote } from "./note-words";
import { notifyApplied } from "./notify-applied";
import { sent, type Projection } from "./optimism";
import { LEFT, type Answer, type Deed, type ArticleDeed, type Left, type Refusal } from "./outbox";

/** What deeds.ts says of each deed, for those that are done on the article at large. */

const many = (flagIds: readonly string[], one: string, more: (count: number) => string) =>
  flagIds.length === 1 ? one : more(flagIds.length);

export function labelOf(deed: ArticleDeed): string {
  switch (deed.type) {
    case "apply":
      return many(deed.flagIds, "Applying the fix", (count) => `Applying ${count} fixes`);
    case "unapply":
      return many(deed.flagIds, "Taking the fix back", (count) => `Taking ${count} fixes back`);
    case "send":
      return many(deed.flagIds, "Raising this flag", (count) => `Your review of ${count} flags`);
    case "addReferences":
      return "Adding to the references";
    case "editReference":
      return `The change of “${shortQuote(deed.entry, 40)}”`;
    case "mergeReference":
      return `Merging “${shortQuote(deed.entry, 40)}”`;
    case "deleteReference":
      return `Deleting “${shortQuote(deed.entry, 40)}”`;
    case "citationStyle":
      return "The other style of citations";
  }
}

export function wordsOf(deed: ArticleDeed): string {
  if (deed.type === "addReferences") return deed.source;
  if (deed.type !== "editReference") return "";
  const { text, csl } = deed.edit;
  return text ?? csl?.title ?? "";
}

export function aboutOf(deed: ArticleDeed, refusal: Refusal | undefined): readonly string[] {
  if (refusal?.code === LEFT) return leftOf(refusal).map(({ flagId }) => flagId);
  if ("flagIds" in deed) return deed.flagIds;
  return "referenceId" in deed ? [deed.referenceId] : [];
}

/** Which were left, and why, of a refusal in part. */
export function leftOf({ details }: Pick<Refusal, "details">): readonly Left[] {
  return (details as { left?: Left[] } | undefined)?.left ?? [];
}

export function isAgain(deed: ArticleDeed, other: ArticleDeed): boolean {
  if (deed.type !== other.type || deed.type === "addReferences" || deed.type === "editReference")
    return false;
  return !("referenceId" in deed && "referenceId" in other) || deed.referenceId === other.referenceId;
}

/** The list of references shows these itself (references/under-way.ts). */
export function isShown(deed: ArticleDeed): boolean {
  if (deed.type === "editReference") return !deed.edit.write;
  return deed.type === "send" || deed.type === "deleteReference" || deed.type === "citationStyle";
}

export function projectionOf(deed: ArticleDeed): Projection | null {
  return deed.type === "send" ? sent(deed.flagIds) : null;
}

export function send(articleId: string, id: string, deed: ArticleDeed): Promise<Answer> {
  const path = `/api/articles/${articleId}`;
  switch (deed.type) {
    case "apply":
      return call(`${path}/flags/apply`, { id, flagIds: deed.flagIds });
    case "unapply":
      return call(`${path}/flags/apply/undo`, { id, version: deed.version });
    case "send":
      return call(`${path}/pending/send`, { flagIds: deed.flagIds });
    case "addReferences":
      return call(`${path}/references`, { id, source: deed.source });
    case "editReference":
      return call(`${path}/references/${deed.referenceId}`, { id, ...deed.edit }, "PATCH");
    case "mergeReference":
      return call(`${path}/references/${deed.referenceId}/merge`, { id, into: deed.into });
    case "deleteReference":
      return call(`${path}/references/${deed.referenceId}?id=${id}`, undefined, "DELETE");
    case "citationStyle":
      return call(`${path}/citation-style`, { id, style: deed.style });
  }
}

export function restOf(deed: ArticleDeed, { left = [], applied = [], flags = [] }: Answer): Refusal | null {
  if (left.length === 0) return null;
  const message =
    deed.type === "send"
      ? `${counted(flags.length, "flag")} raised, ${left.length} still in your review.`
      : `${counted(applied.length, "fix", "fixes")} applied, ${left.length} left as ${left.length === 1 ? "it is" : "they are"}.`;
  return { code: LEFT, message, details: { left } };
}

/** A further edit of an entry was made on top of the one before it, not on what was there before both. */
export function afterwards(deed: ArticleDeed, done: ArticleDeed, { version }: Answer): Deed | null {
  if (deed.type !== "editReference" || done.type !== "editReference") return null;
  if (deed.referenceId !== done.referenceId || version === undefined) return null;
  return { ...deed, edit: { ...deed.edit, version } };
}

/** Says what came of it, where that is more than what shows; `perform` is for taking it back. */
export function tell(deed: ArticleDeed, answer: Answer, perform: (deed: ArticleDeed) => void): void {
  const { applied = [], flags = [], change, version } = answer;
  if (deed.type === "unapply")
    notify(many(deed.flagIds, "The fix is taken back.", (count) => `${count} fixes are taken back.`));
  if (deed.type === "send" && flags.length > 0) notify(`${counted(flags.length, "flag")} raised.`);
  if (deed.type !== "apply" || applied.length === 0) return;
  if (change && version)
    notifyApplied(applied.length, () => perform({ type: "unapply", flagIds: applied, version }));
  else notify(`${counted(applied.length, "fix", "fixes")} applied.`);
}

function counted(count: number, one: string, more = `${one}s`): string {
  return `${count === 0 ? "No" : count} ${count === 1 ? one : more}`;
}
