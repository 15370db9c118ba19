import type { Block } from "./blocks";
import { findMarkers } from "./markers";
import { isBylineLine, isNameAndRole, isRole } from "./people";
import { isFinished, isHeadingShaped } from "./sentences";

/** What stands above the text. */
export interface Front {
  title: Block | null;
  /** The title is only the first line: nothing says that it is one. */
  weakTitle: boolean;
  bylines: Block[];
  /** The line under a byline that says what the person is. */
  role: Block | null;
  standfirst: Block | null;
}

/** The front matter is among the first blocks, or there is none. */
const REACH = 8;
const LONGEST_TITLE = 200;
const LONGEST_STANDFIRST = 320;

/**
 * Finds title, bylines and standfirst among the blocks of the running text. `skip`: blocks that a person made
 * part of the text. `inSourceOrder`: nothing is to be moved, so the first block is the title.
 */
export function readFront(text: readonly Block[], skip: ReadonlySet<string>, inSourceOrder: boolean): Front {
  const named = inSourceOrder ? -1 : text.findIndex((block) => block.kind === "title");
  const blocks = text.slice(0, REACH);
  const front: Front = { title: null, weakTitle: false, bylines: [], role: null, standfirst: null };
  const isByline = (block: Block) =>
    block.kind === "byline" || (canBeFront(block) && !skip.has(block.key) && isBylineLine(block.text.trim()));
  if (named >= REACH) return { ...front, title: text[named]!, bylines: blocks.filter(isByline) };
  const index = inSourceOrder ? 0 : named >= 0 ? named : blocks.findIndex((block) => !isByline(block));
  const title = blocks[index];
  if (!title || skip.has(title.key)) return { ...front, bylines: blocks.filter(isByline), weakTitle: true };
  front.title = title;
  front.weakTitle = title.kind !== "title" && !looksLikeTitle(title);
  if (!inSourceOrder) front.bylines = blocks.slice(0, index).filter(isByline);

  const after = blocks.slice(index + 1).filter((block) => !skip.has(block.key));
  const hasByline = () => front.bylines.length > 0;
  let next = 0;
  const takeBylines = () => {
    for (; after[next]; next++) {
      const block = after[next]!;
      if (isByline(block) || (canBeFront(block) && !hasByline() && isNameAndRole(block.text)))
        front.bylines.push(block);
      else if (isUnderName(block, after[next - 1], front)) front.role = block;
      else return;
    }
  };
  takeBylines();
  const candidate = after[next];
  if (!candidate || front.weakTitle) return front;
  const bylineFollows = !hasByline() && after[next + 1] !== undefined && isByline(after[next + 1]!);
  if (isStandfirst(candidate, text[text.indexOf(candidate) + 1], bylineFollows)) {
    front.standfirst = candidate;
    next++;
    if (!inSourceOrder) takeBylines();
  }
  return front;
}

const canBeFront = (block: Block) => block.kind === null || block.kind === "heading";

function isUnderName(block: Block, above: Block | undefined, front: Front): boolean {
  if (front.role || front.bylines.length !== 1 || !above || above !== front.bylines[0]) return false;
  return canBeFront(block) && block.oneLine && !/[,،]/.test(above.text) && isRole(block.text);
}

function looksLikeTitle({ text, kind }: Block): boolean {
  if (kind === "heading") return true;
  return text.length <= LONGEST_TITLE && (text.length <= 120 || !isFinished(text));
}

/** A short paragraph under the title that the first paragraph of the text outweighs. */
function isStandfirst(block: Block, next: Block | undefined, bylineFollows: boolean): boolean {
  if (block.kind === "standfirst") return true;
  if (!canBeFront(block) || !next) return false;
  if (bylineFollows) return block.text.length <= LONGEST_STANDFIRST;
  if (
    block.kind === "heading" ||
    block.text.length > LONGEST_STANDFIRST ||
    findMarkers(block.text).length > 0
  )
    return false;
  if (isWhollyMarked(block)) return true;
  const words = block.text.split(/\s+/).length;
  if (next.kind === "heading" || (words < 8 && isHeadingShaped(block.text))) return false;
  if (words < 4 || (next.kind !== null && next.kind !== "body")) return false;
  const sentences = block.text.match(/[.!?؟](?=\s|$)/g)?.length ?? 0;
  return sentences <= 2 && next.text.length >= 1.5 * block.text.length;
}

const isWhollyMarked = (block: Block) =>
  block.runs.every(
    (run) => run.type === "text" && (run.marks?.some(({ type }) => type !== "link") || !run.text.trim()),
  );
