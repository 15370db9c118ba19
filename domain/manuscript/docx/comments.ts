import type { ManuscriptFlag } from "../../contract";
import { keepable } from "../characters";
import { instantOf } from "../authors";
import type { Author } from "../changes";
import type { DocxPackage } from "./package";
import type { People } from "./people";
import { plainWords } from "./plain-words";
import type { Ranges } from "./ranges";
import { attribute, elementsOf, readPart, readTree, type XmlElement } from "./xml";

/** A comment of the file with its replies. */
export interface Thread extends Author {
  /** What the text refers to it by. */
  id: string;
  words: string;
  replies: ManuscriptFlag["replies"];
  resolved: boolean;
}

interface Comment extends Author {
  id: string;
  words: string;
  /** The id of its last paragraph, by which the other parts know it; "" where it has none. */
  paragraph: string;
}

/** What commentsExtended says of a comment. */
interface Extension {
  parent: string | undefined;
  done: boolean;
}

/** More answers than this lead back to no comment. */
const DEEPEST_THREAD = 1_000;

/**
 * The comments of a file, each with its replies, in the file's order. In a file that says of no comment which one it
 * answers, an answer is known by where it stands.
 */
export function readComments(file: DocxPackage, people: People, ranges: Ranges): Thread[] {
  const part = file.part("comments");
  if (part === null) return [];
  const relationships = file.relationshipsOf(part);
  const instants = readInstants(file);
  const comments: Comment[] = [];
  const taken = new Set<string>();
  readPart(file.container, part, {
    opens: (name) => name === "w:comments",
    onElement: (element) => {
      const id = attribute(element, "w:id") ?? "";
      // Two with one id: the text can mean only one of them.
      if (element.name !== "w:comment" || taken.has(id)) return;
      taken.add(id);
      const { by, at } = people.authorOf(element);
      const paragraph = lastParagraphId(element);
      const words = keepable(plainWords(element, relationships)).source;
      comments.push({ id, by, at: instants.get(paragraph) ?? at, words, paragraph });
    },
  });
  return threadsOf(comments, parentsOf(comments, readExtensions(file), ranges));
}

interface Parents {
  extensions: ReadonlyMap<string, Extension>;
  parentOf: (comment: Comment) => Comment | undefined;
}

function parentsOf(
  comments: readonly Comment[],
  extensions: ReadonlyMap<string, Extension>,
  ranges: Ranges,
): Parents {
  const keepsThreads = [...extensions.values()].some(({ parent }) => parent);
  const byParagraph = new Map(comments.map((comment) => [comment.paragraph, comment]));
  byParagraph.delete("");
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  const parentOf = keepsThreads
    ? ({ paragraph }: Comment) => byParagraph.get(extensions.get(paragraph)?.parent ?? "")
    : ({ id }: Comment) => byId.get(ranges.commentBefore(id) ?? "");
  return { extensions, parentOf };
}

function lastParagraphId(comment: XmlElement): string {
  const last = elementsOf(comment).findLast(({ name }) => name === "w:p");
  return (last && attribute(last, "w14:paraId"))?.toUpperCase() ?? "";
}

function readExtensions(file: DocxPackage): Map<string, Extension> {
  const extensions = new Map<string, Extension>();
  const part = file.part("commentsExtended");
  for (const element of part === null ? [] : elementsOf(readTree(file.container, part))) {
    const id = attribute(element, "w15:paraId")?.toUpperCase();
    if (element.name !== "w15:commentEx" || !id) continue;
    const done = /^(?:1|true|on)$/.test(attribute(element, "w15:done") ?? "0");
    extensions.set(id, { parent: attribute(element, "w15:paraIdParent")?.toUpperCase(), done });
  }
  return extensions;
}

/** When comments were really made: newer files tell it in UTC, by ids of another part. */
function readInstants(file: DocxPackage): Map<string, string> {
  const [ids, extensible] = [file.part("commentsIds"), file.part("commentsExtensible")];
  const instants = new Map<string, string>();
  if (ids === null || extensible === null) return instants;
  const paragraphs = new Map<string, string>();
  for (const element of elementsOf(readTree(file.container, ids))) {
    const durable = attribute(element, "w16cid:durableId");
    if (durable) paragraphs.set(durable, attribute(element, "w16cid:paraId")?.toUpperCase() ?? "");
  }
  for (const element of elementsOf(readTree(file.container, extensible))) {
    const paragraph = paragraphs.get(attribute(element, "w16cex:durableId") ?? "");
    const at = instantOf(attribute(element, "w16cex:dateUtc"));
    if (paragraph && at) instants.set(paragraph, at);
  }
  return instants;
}

function threadsOf(comments: readonly Comment[], { extensions, parentOf }: Parents): Thread[] {
  const rootOf = (comment: Comment): Comment => {
    let root = comment;
    for (let step = 0; step < DEEPEST_THREAD; step++) {
      const parent = parentOf(root);
      if (!parent) return root;
      if (parent === comment) return comment;
      root = parent;
    }
    return comment;
  };
  const threads = new Map<Comment, Thread>();
  const replies: [reply: Comment, root: Comment][] = [];
  for (const comment of comments) {
    const root = rootOf(comment);
    if (root !== comment) replies.push([comment, root]);
    else {
      const { id, by, at, words } = comment;
      const resolved = extensions.get(comment.paragraph)?.done ?? false;
      threads.set(comment, { id, by, at, words, replies: [], resolved });
    }
  }
  for (const [{ by, at, words }, root] of replies) {
    if (words.trim() !== "") threads.get(root)?.replies.push({ by, at, body: words.trim() });
  }
  return [...threads.values()];
}
