import { EditorState, TextSelection } from "prosemirror-state";
import { describe, expect, it } from "vitest";
import { replaceTextSteps } from "@/domain/article/edits";
import type { FlagDto } from "@/domain/contract";
import { anchorAt } from "@/domain/flag/anchor";
import { collaboration, collaborationOf, confirm, receive } from "./collaboration/state";
import { moveParagraphs } from "./commands/move";
import { splitParagraph } from "./commands/split";
import { flagClassName } from "../ui/flag-class-name";
import { flagMarks, flagsHere, restyleFlags, setFlags } from "./flag-marks";
import { doc, Host, uuid } from "./testing";

const WORDS = "Iran and Russia signed";

function flag(id: string, words: string, parts: Partial<FlagDto> = {}): FlagDto {
  const start = WORDS.indexOf(words);
  const end = start + words.length;
  return {
    id,
    kind: "typo",
    status: "open",
    outcome: null,
    blocking: true,
    paragraphId: uuid(2),
    anchor: { state: "exact", start, end, ...anchorAt(WORDS, start, end) },
    paragraphChanged: false,
    recheck: null,
    replacement: null,
    sources: [],
    raisedBy: { id: "e", name: "Editor" },
    assigneeId: null,
    resolvedById: null,
    createdAt: "2026-03-02T10:00:00.000Z",
    thread: [],
    ...parts,
  };
}

const look = (one: FlagDto) => flagClassName(one, null);

function host(...flags: FlagDto[]): Host {
  const state = EditorState.create({
    doc: doc(["title", "Title"], ["body", WORDS], ["body", "Another"]),
    plugins: [collaboration(), flagMarks()],
  });
  const made = new Host(state);
  made.dispatch(setFlags(state, flags, look));
  return made;
}

/** The marked stretches, outermost class first, as the page has them. */
function drawn({ state }: Host): string[] {
  const [plugin] = state.plugins.filter((one) => one.props.decorations);
  const set = plugin!.props.decorations!.call(plugin!, state);
  const found: { from: number; to: number; ids: string }[] = [];
  set!.forEachSet((part) => {
    for (const { from, to, ...rest } of part.find()) {
      const attrs = (rest as unknown as { type: { attrs: Record<string, string> } }).type.attrs;
      if (attrs["data-flags"]) found.push({ from, to, ids: attrs["data-flags"] });
    }
  });
  return found
    .sort((a, b) => a.from - b.from)
    .map(({ from, to, ids }) => `${ids}: ${state.doc.textBetween(from, to, "/")}`);
}

describe("flags in the text one writes in", () => {
  it("cut each other where they overlap, the longer around the shorter", () => {
    expect(drawn(host(flag("a", "Iran and Russia"), flag("b", "Russia signed")))).toEqual([
      "a: Iran and ",
      "a b: Russia",
      "b:  signed",
    ]);
  });
  it("stay on their words while one types before, inside, right before and right after them", () => {
    const one = host(flag("a", "Russia"));
    for (const [position, text] of [
      [8, "So, "],
      [21, "(!)"],
      [30, "?"],
    ] as const)
      one.dispatch(one.state.tr.insertText(text, position));
    expect(one.state.doc.child(1).textContent).toBe("So, Iran and (!)Russia? signed");
    expect(drawn(one)).toEqual(["a: Russia"]);
    one.dispatch(one.state.tr.insertText("ss", 27));
    expect(drawn(one)).toEqual(["a: Russssia"]);
  });
  it("go with their words through a split and a move", () => {
    const one = host(flag("a", "Russia"));
    const at = 8 + WORDS.indexOf("and");
    one.dispatch(one.state.tr.setSelection(TextSelection.create(one.state.doc, at)));
    splitParagraph(() => uuid(50))(one.state, one.dispatch);
    expect(drawn(one)).toEqual(["a: Russia"]);
    moveParagraphs("down")(one.state, one.dispatch);
    expect(one.state.doc.child(3).textContent).toBe("and Russia signed");
    expect(drawn(one)).toEqual(["a: Russia"]);
  });
  it("leave with their words, and are not drawn at nothing", () => {
    const one = host(flag("a", "Russia"));
    const start = 8 + WORDS.indexOf("Russia");
    one.dispatch(one.state.tr.delete(start, start + 6));
    expect(drawn(one)).toEqual([]);
  });
  it("stay when a save is confirmed and when others write", () => {
    const one = host(flag("a", "Russia"));
    one.dispatch(one.state.tr.insertText("So, ", 8));
    one.dispatch(confirm(one.state, 1, one.state.doc));
    expect(drawn(one)).toEqual(["a: Russia"]);
    one.dispatch(one.state.tr.insertText("Well. ", 8));
    const { confirmed } = collaborationOf(one.state);
    const steps = replaceTextSteps(confirmed, { paragraphId: uuid(2), start: 0, end: 3, text: "Indeed" });
    receive(one, steps);
    expect(one.state.doc.child(1).textContent).toBe("Well. Indeed Iran and Russia signed");
    expect(drawn(one)).toEqual(["a: Russia"]);
    expect(flagsHere(one.state)[0]).toMatchObject({ start: 22, end: 28 });
  });
  it("change their looks without moving, while the server is behind", () => {
    const one = host(flag("a", "Russia"));
    one.dispatch(one.state.tr.insertText("So, ", 8));
    expect(restyleFlags(one.state, [flag("a", "Russia")], look)).toBeNull();
    const focused = restyleFlags(one.state, [flag("a", "Russia")], (given) => flagClassName(given, "a"))!;
    one.dispatch(focused);
    expect(drawn(one)).toEqual(["a: Russia"]);
    expect(flagsHere(one.state)[0]!.className).toBe("flag flag-typo flag-focused");
    one.dispatch(restyleFlags(one.state, [], look)!);
    expect(drawn(one)).toEqual([]);
  });
});
