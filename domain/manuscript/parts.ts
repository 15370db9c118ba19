import type { Corrections } from "../contract";
import type { Block } from "./blocks";
import { excerpt } from "./characters";
import type { Log } from "./repairs";
import type { FormatTraits } from "./units";

/** Gives blocks the kinds a person chose; only one can be the title. */
export function forceKinds(blocks: readonly Block[], { kinds }: Corrections): void {
  const forced = (block: Block) => (Object.hasOwn(kinds, block.key) ? kinds[block.key] : undefined);
  const title = blocks.find((block) => forced(block) === "title");
  for (const block of blocks) {
    const kind = forced(block);
    if (kind === "title" && block !== title) block.kind = "body";
    else if (kind) block.kind = kind;
    else if (title && block.kind === "title") block.kind = "heading";
    if (kind && kind !== "reference" && block.zone === "entry") block.zone = "tail";
    if (kind && block.zone === "section") block.zone = "tail";
    if (kind === "title" && block === title) block.zone = "text";
  }
}

/** Parts the running text from the entries, and lists what thereby changes its place. */
export function partBlocks(
  blocks: readonly Block[],
  { kinds }: Corrections,
  traits: FormatTraits,
  log: Log,
): { text: Block[]; entryBlocks: Block[] } {
  for (const block of blocks)
    if (block.zone === "section" && !dropSection(block, log))
      Object.assign(block, { zone: "text", kind: "heading" });
  const isEntry = (block: Block) => block.zone === "entry" || block.kind === "reference";
  const forced = (block: Block) => Object.hasOwn(kinds, block.key);

  const lastText = blocks.findLastIndex((block) => block.zone === "text" && !isEntry(block));
  const notes = blocks.filter((block, index) => block.zone === "entry" && !forced(block) && index < lastText);
  if (notes.length > 0 && !traits.notesAnywhere) {
    const moved = log.repair({
      id: "order:notes",
      type: "order",
      line: notes[0]!.line,
      message: `Moved ${notes.length === 1 ? "a note" : `${notes.length} notes`} from the text to the list of references`,
      before: excerpt(notes[0]!.text),
      after: excerpt(notes[0]!.text),
    });
    if (!moved) for (const block of notes) Object.assign(block, { zone: "text", kind: "body" });
  }
  const tail = blocks.filter((block) => block.zone === "tail" && !isEntry(block) && !forced(block));
  if (tail.length > 0) {
    const moved = log.repair({
      id: "order:tail",
      type: "order",
      line: tail[0]!.line,
      message: `Moved ${tail.length === 1 ? "a paragraph" : `${tail.length} paragraphs`} from after the references to the end of the text`,
      before: excerpt(tail[0]!.text),
      after: excerpt(tail[0]!.text),
    });
    // Where it stood there can only be references.
    if (!moved) for (const block of tail) block.kind = "reference";
  }
  return {
    text: blocks.filter((block) => block.zone !== "section" && !isEntry(block)),
    entryBlocks: blocks.filter(isEntry),
  };
}

const dropSection = (block: Block, log: Log) =>
  log.repair({
    id: `section:${block.key}`,
    type: "order",
    line: block.line,
    message: `Left out the heading “${excerpt(block.text.trim())}”: the references are a list of their own`,
    before: block.text,
    after: "",
  });
