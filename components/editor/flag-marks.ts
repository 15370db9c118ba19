import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, type EditorState, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { FlagDto } from "@/domain/contract";
import type { Anchor } from "@/domain/flag/anchor";
import { moveAnchors } from "@/domain/flag/move";
import { collaborationOf } from "./collaboration/state";

/** A flag as it is drawn: where its words are in the confirmed text, and how they look. */
interface DrawnFlag extends Anchor {
  id: string;
  className: string;
}

interface FlagMarks {
  /** In the confirmed document. */
  flags: readonly DrawnFlag[];
  decorations: DecorationSet;
}

const key = new PluginKey<FlagMarks>("flag-marks");

/**
 * Draws flags under their words. What the writer has done since the confirmed text moves them by the server's
 * own rule, so nothing jumps when the save is answered. Stands behind `collaboration()` in the row of plugins.
 */
export function flagMarks(): Plugin<FlagMarks> {
  return new Plugin<FlagMarks>({
    key,
    state: {
      init: () => ({ flags: [], decorations: DecorationSet.empty }),
      apply(transaction, marks, before, after) {
        const given = transaction.getMeta(key) as readonly DrawnFlag[] | undefined;
        const old = collaborationOf(before);
        const now = collaborationOf(after);
        const advanced = old.confirmed !== now.confirmed;
        if (!given && !transaction.docChanged && !advanced) return marks;
        const flags =
          given ??
          (advanced ? moveAnchors(old.confirmed, now.confirmed, now.advance, marks.flags) : marks.flags);
        if (flags.length === 0) return { flags, decorations: DecorationSet.empty };
        const touched = given || advanced ? null : onlyTouched(before.doc, after.doc);
        return {
          flags,
          decorations:
            touched === null
              ? drawAll(flags, after)
              : redrawOne(marks.decorations.map(transaction.mapping, after.doc), flags, after, touched),
        };
      },
    },
    props: {
      decorations: (state) => key.getState(state)!.decorations,
    },
  });
}

/** Flags as the server has them at the version that is confirmed here. */
export function setFlags(
  state: EditorState,
  flags: readonly FlagDto[],
  classNameOf: (flag: FlagDto) => string,
): Transaction {
  const drawn = flags.map((flag): DrawnFlag => ({
    ...flag.anchor,
    recovery: null,
    id: flag.id,
    paragraphId: flag.paragraphId,
    className: classNameOf(flag),
  }));
  return state.tr.setMeta(key, drawn).setMeta("addToHistory", false);
}

/**
 * New looks, while the text here is not the one that the server's anchors are for: known flags stay where they
 * are, new ones wait. Null when nothing looks different.
 */
export function restyleFlags(
  state: EditorState,
  flags: readonly FlagDto[],
  classNameOf: (flag: FlagDto) => string,
): Transaction | null {
  const looks = new Map(flags.map((flag) => [flag.id, classNameOf(flag)]));
  const current = key.getState(state)!.flags;
  const drawn = current
    .filter(({ id }) => looks.has(id))
    .map((flag) => ({ ...flag, className: looks.get(flag.id)! }));
  const isSame =
    drawn.length === current.length &&
    drawn.every(({ className }, index) => className === current[index]!.className);
  return isSame ? null : state.tr.setMeta(key, drawn).setMeta("addToHistory", false);
}

/** The flags as they stand in the text on screen. */
export function flagsHere(state: EditorState): readonly DrawnFlag[] {
  return moveHere(key.getState(state)!.flags, state);
}

function moveHere(flags: readonly DrawnFlag[], state: EditorState): readonly DrawnFlag[] {
  const { confirmed, pending } = collaborationOf(state);
  if (pending.length === 0) return flags;
  return moveAnchors(
    confirmed,
    state.doc,
    pending.map(({ step }) => step),
    flags,
  );
}

/** The one paragraph that differs, when nothing else does: a keystroke costs one paragraph. Otherwise null. */
function onlyTouched(before: Node, after: Node): number | null {
  if (before.childCount !== after.childCount) return null;
  let touched: number | null = null;
  for (let index = 0; index < after.childCount; index++) {
    if (before.child(index) === after.child(index)) continue;
    if (touched !== null || before.child(index).attrs.id !== after.child(index).attrs.id) return null;
    touched = index;
  }
  return touched;
}

function drawAll(flags: readonly DrawnFlag[], state: EditorState): DecorationSet {
  const byParagraph = new Map<string, DrawnFlag[]>();
  for (const flag of moveHere(flags, state)) {
    const there = byParagraph.get(flag.paragraphId);
    if (there) there.push(flag);
    else byParagraph.set(flag.paragraphId, [flag]);
  }
  const decorations: Decoration[] = [];
  state.doc.forEach((node, offset) => {
    const id = node.attrs.id as string | null;
    const here = id && byParagraph.get(id);
    if (!here) return;
    // Of two with one id, until the server has told them apart, the first.
    byParagraph.delete(id);
    decorations.push(...decorate(node, offset + 1, here));
  });
  return DecorationSet.create(state.doc, decorations);
}

function redrawOne(
  mapped: DecorationSet,
  flags: readonly DrawnFlag[],
  state: EditorState,
  touched: number,
): DecorationSet {
  const node = state.doc.child(touched);
  const start = state.doc.children.slice(0, touched).reduce((at, { nodeSize }) => at + nodeSize, 0) + 1;
  const id = node.attrs.id as string | null;
  const here = moveHere(flags, state).filter(({ paragraphId }) => paragraphId === id);
  return mapped
    .remove(mapped.find(start, start + node.content.size))
    .add(state.doc, decorate(node, start, here));
}

/**
 * One decoration a flag and stretch of text with the same flags: the longer around the shorter, the earlier
 * around the later, as in the reading view.
 */
function decorate(node: Node, start: number, flags: readonly DrawnFlag[]): Decoration[] {
  const drawn = flags
    .filter((flag) => flag.state !== "detached" && flag.start < flag.end && flag.end <= node.content.size)
    .sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
  const cuts = [...new Set(drawn.flatMap((flag) => [flag.start, flag.end]))].sort((a, b) => a - b);
  return cuts.slice(0, -1).flatMap((from, index) => {
    const to = cuts[index + 1]!;
    const over = drawn.filter((flag) => flag.start <= from && flag.end >= to);
    // The library draws the first innermost.
    return over
      .map((flag, depth) =>
        Decoration.inline(start + from, start + to, {
          nodeName: "mark",
          class: flag.className,
          ...(depth === 0 ? { "data-flags": over.map(({ id }) => id).join(" ") } : {}),
        }),
      )
      .reverse();
  });
}
