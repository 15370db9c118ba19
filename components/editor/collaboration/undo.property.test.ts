import fc from "fast-check";
import { Fragment, Slice, type Node } from "prosemirror-model";
import { TextSelection, type Command } from "prosemirror-state";
import { describe, expect, it } from "vitest";
import { joinBackward } from "../commands/join";
import { moveParagraphs } from "../commands/move";
import { splitParagraph } from "../commands/split";
import { Authority, doc, lines, uuid } from "../testing";
import { collaborationOf } from "./state";
import { PlannedWriter } from "./testing/writer";
import { redo, undo } from "./undo";

/** Every letter is a different one, so that who wrote it, and whether it is still there, can be read off the text. */
class World {
  readonly authority = new Authority(doc(["title", "Title"], ["body", ""], ["body", ""]));
  readonly writers = [new Writer(this.authority, "one"), new Writer(this.authority, "other")];
  readonly writtenBy = new Map<string, Writer>();
  /** Letters that may be gone: somebody deleted them, or who wrote them took that back. */
  readonly given = new Set<string>();
  /** Of those, what an undo brought back since: it is whose it was. */
  private readonly back = new Set<string>();
  /** By who deleted them: those that this one may delete again. */
  private readonly deletedBy = new Map(this.writers.map((writer) => [writer, new Set<string>()]));
  /** By who put them in again after they had cut them: undoing that takes them out. */
  private readonly putBy = new Map(this.writers.map((writer) => [writer, new Set<string>()]));
  private lastId = 1_000;

  newId = () => uuid(++this.lastId);

  newLetters(count: number, writer: Writer): string {
    const letters = Array.from({ length: count }, (_, i) =>
      String.fromCharCode(0x4e00 + this.writtenBy.size + i),
    );
    for (const letter of letters) this.writtenBy.set(letter, writer);
    return letters.join("");
  }

  do({ what, who, at, length }: Deed): void {
    const writer = this.writers[who]!;
    switch (what) {
      case "write":
        writer.select(at);
        return writer.dispatch(writer.state.tr.insertText(this.newLetters(1 + (length % 6), writer)));
      case "paste": {
        writer.select(at);
        const nodes = Array.from({ length: 2 + (length % 2) }, () => {
          const text = writer.state.schema.text(this.newLetters(3, writer));
          return writer.state.schema.node("body", { id: this.newId() }, text);
        });
        const isWhole = length > 4;
        const slice = new Slice(Fragment.from(nodes), isWhole ? 0 : 1, isWhole ? 0 : 1);
        const { $from } = writer.state.selection;
        if ($from.index(0) === 0) return;
        const place = isWhole ? $from.after() : $from.pos;
        return writer.dispatch(writer.state.tr.replace(place, place, slice));
      }
      case "cut":
      case "delete":
      case "replace": {
        writer.select(at, length);
        const { from, to } = writer.state.selection;
        for (const letter of writer.state.doc.textBetween(from, to)) {
          this.give(letter);
          this.deletedBy.get(writer)!.add(letter);
        }
        const { tr } = writer.state;
        if (what === "cut") writer.clipboard = writer.state.selection.content();
        return writer.dispatch(
          what === "replace" ? tr.insertText(this.newLetters(2, writer)) : tr.deleteSelection(),
        );
      }
      case "put": {
        const { clipboard } = writer;
        writer.clipboard = null;
        const words = clipboard?.content.textBetween(0, clipboard.content.size) ?? "";
        // What an undo brought back is not put in a second time.
        if (!clipboard || [...words].some((letter) => writer.state.doc.textContent.includes(letter))) return;
        for (const letter of words) this.putBy.get(writer)!.add(letter);
        writer.select(at);
        return writer.dispatch(writer.state.tr.replaceSelection(clipboard));
      }
      case "split":
        writer.select(at);
        return writer.run(splitParagraph(this.newId));
      case "join":
        writer.select(at);
        writer.selectStart();
        return writer.run(joinBackward);
      case "up":
      case "down":
        writer.select(at);
        return writer.run(moveParagraphs(what));
      case "undo":
      case "redo":
        return this.timeTravel(writer, what === "undo" ? undo : redo);
      case "send":
        return writer.send();
      case "receive":
        return writer.receive();
    }
  }

  private give(letter: string): void {
    this.given.add(letter);
    this.back.delete(letter);
  }

  private timeTravel(writer: Writer, command: Command): void {
    const before = new Set(writer.state.doc.textContent);
    writer.run(command);
    const now = new Set(writer.state.doc.textContent);
    for (const letter of before) {
      if (now.has(letter)) continue;
      const isDeletedAgain = command === redo && this.deletedBy.get(writer)!.has(letter);
      if (this.writtenBy.get(letter) === writer || isDeletedAgain) this.give(letter);
      if (!this.putBy.get(writer)!.has(letter)) expect(this.back).not.toContain(letter);
      if (this.writtenBy.has(letter)) expect(this.given).toContain(letter);
    }
    // A redo brings nothing back but what was this writer's to put in.
    if (command === undo) for (const letter of now) if (!before.has(letter)) this.back.add(letter);
    this.expectOnce(writer.state.doc);
  }

  expectOnce(article: Node): void {
    const seen = new Set<string>();
    for (const letter of article.textContent) {
      if (this.writtenBy.has(letter) && !this.given.has(letter)) expect(seen).not.toContain(letter);
      seen.add(letter);
    }
  }

  /** Each takes back all that they wrote, and does it again. */
  undoAll(): void {
    for (const writer of this.writers) {
      const isOwn = (letter: string) => this.writtenBy.get(letter) === writer;
      const { tr } = writer.state;
      for (let left = 100; left > 0; left--) this.timeTravel(writer, undo);
      expect([...writer.state.doc.textContent].filter(isOwn)).toEqual([]);
      for (let left = 100; left > 0; left--) this.timeTravel(writer, redo);
      for (const letter of tr.doc.textContent) expect(writer.state.doc.textContent).toContain(letter);
      writer.send();
    }
  }

  settle(): void {
    // What a conflict left pending is sent again.
    for (const writer of this.writers) for (let round = 0; round < 3; round++) writer.send();
    for (const writer of this.writers) writer.receive();
  }
}

class Writer extends PlannedWriter {
  clipboard: Slice | null = null;

  select(at: number, length = 0): void {
    const { doc: article } = this.state;
    const [from, to] = [at, at + length / article.content.size].map((where) =>
      article.resolve(Math.floor(Math.min(1, where) * article.content.size)),
    );
    this.host.dispatch(this.state.tr.setSelection(TextSelection.between(from!, to!)));
  }

  selectStart(): void {
    const start = this.state.selection.$from.start();
    this.host.dispatch(this.state.tr.setSelection(TextSelection.create(this.state.doc, start)));
  }
}

const WRITING = ["write", "write", "paste"] as const;
const OTHER = ["delete", "replace", "cut", "put", "put", "split", "join", "up", "down"] as const;
const TIME = ["undo", "undo", "redo"] as const;
const NETWORK = ["send", "send", "receive"] as const;
type What =
  (typeof WRITING)[number] | (typeof OTHER)[number] | (typeof TIME)[number] | (typeof NETWORK)[number];

interface Deed {
  what: What;
  who: number;
  /** As a part of the text. */
  at: number;
  length: number;
}

const plans = (...others: What[]) =>
  fc.array<Deed>(
    fc.record({
      what: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom<What>(...WRITING) },
        { weight: 1, arbitrary: fc.constantFrom<What>("split", ...others) },
        { weight: 3, arbitrary: fc.constantFrom<What>(...TIME) },
        { weight: 5, arbitrary: fc.constantFrom<What>(...NETWORK) },
      ),
      who: fc.nat({ max: 1 }),
      at: fc.integer({ min: 0, max: 999 }).map((thousandths) => thousandths / 1000),
      length: fc.nat({ max: 8 }),
    }),
    { minLength: 1, maxLength: 40, size: "max" },
  );

function follow(plan: readonly Deed[]): World {
  const world = new World();
  const { authority, writers } = world;
  for (const one of plan) world.do(one);
  world.settle();
  for (const { state } of writers) {
    expect(collaborationOf(state).pending).toEqual([]);
    expect(lines(state.doc)).toEqual(lines(authority.doc));
    expect(state.doc.eq(authority.doc)).toBe(true);
  }
  authority.doc.check();
  world.expectOnce(authority.doc);
  return world;
}

/** What was ever stored and nobody took is there. */
function expectAll({ authority, given }: World): void {
  for (const { doc: article } of authority.states)
    for (const letter of article.textContent)
      if (!given.has(letter)) expect(authority.doc.textContent).toContain(letter);
}

const LONGER = process.env.GALLEY_PROPERTY_RUNS;
const RUNS = LONGER ? { numRuns: Number(LONGER) } : { numRuns: 150, seed: 20261129 };

describe("two writers who undo and redo", () => {
  it("never take each other's words", () => {
    fc.assert(
      fc.property(plans(), (plan) => expectAll(follow(plan))),
      RUNS,
    );
  }, 3_600_000);

  // Else the one door may drop what was done and undone at once, and the history has it no more.
  it("take back all of their own, and do it all again, where each saw the other's", () => {
    fc.assert(
      fc.property(plans(), (plan) => {
        const world = new World();
        for (const one of plan) {
          world.do(one);
          world.settle();
        }
        world.undoAll();
      }),
      RUNS,
    );
  }, 3_600_000);

  it("never do, whatever else they do, but those that one of them deleted", () => {
    fc.assert(
      fc.property(plans(...OTHER), (plan) => expectAll(follow(plan))),
      RUNS,
    );
  }, 3_600_000);
});
