import fc from "fast-check";
import { history } from "prosemirror-history";
import { EditorState, TextSelection, type Command } from "prosemirror-state";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/components/api";
import type { StepsDto, StepsInput } from "@/domain/contract";
import { joinBackward } from "../commands/join";
import { moveParagraphs } from "../commands/move";
import { splitParagraph } from "../commands/split";
import { Authority, doc, Host, lines, uuid } from "../testing";
import type { KeptWords } from "./conflict";
import { Saver } from "./saver";
import { collaboration, collaborationOf, isReceived } from "./state";
import { carefulUndo, redo, undo } from "./undo";

let lastId = 1_000;
const newId = () => uuid(++lastId);

/** Writers at one authority over a network that delays, loses requests, loses answers, and repeats news late. */
class Network {
  readonly authority = new Authority(
    doc(
      ["title", "Title"],
      ["heading", "Head"],
      ["body", "First words"],
      ["body", "Second words^6"],
      ["list_item", "Item"],
      ["reference", "One"],
      ["reference", "Two"],
    ),
  );
  readonly writers = [0, 1, 2].map((index) => this.writer(index));

  private writer(index: number) {
    const kept: KeptWords[] = [];
    const waiting: (() => void)[] = [];
    const news: (() => void)[] = [];
    let fails = 0;
    const state = EditorState.create({
      doc: this.authority.doc,
      plugins: [collaboration(), carefulUndo(), history()],
    });
    const host: Host = new Host(
      state,
      () => saver.changed(),
      (transaction) => !isReceived(transaction),
    );
    const send = (batch: StepsInput) =>
      new Promise<StepsDto>((resolve, reject) => {
        const copy = structuredClone(batch);
        waiting.push(() => {
          const lost = fails > 0 ? fails-- % 2 : null;
          // Lost on the way there, on the way back, or not.
          if (lost === 0) return reject(new ApiError("offline", 0, "Not sent."));
          try {
            const since = this.authority.version;
            const answer = this.authority.save(copy);
            this.tell(since);
            if (lost === 1) reject(new ApiError("offline", 0, "Not sent."));
            else resolve(answer);
          } catch (cause) {
            reject(cause as Error);
          }
        });
      });
    const saver: Saver = new Saver({
      host,
      clientId: `writer-${index}`,
      version: this.authority.version,
      send,
      readCurrent: () =>
        Promise.resolve({ version: this.authority.version, paragraphs: this.authority.paragraphs }),
      newId,
      onUnsaved: () => {},
      onStatus: () => {},
      onStored: () => {},
      onKept: (words) => kept.push(words),
    });
    return { host, saver, kept, waiting, news, lose: (count: number) => (fails = count) };
  }

  private tell(since: number): void {
    if (this.authority.version === since) return;
    const { change } = this.authority.since(since);
    for (const { saver, news } of this.writers) news.push(() => saver.received(structuredClone(change)));
  }

  /** Everything that is on its way arrives, until nothing is. */
  async quiet(): Promise<void> {
    for (let round = 0; round < 60; round++) {
      for (const { waiting, news, lose } of this.writers) {
        lose(0);
        for (const deliver of [...waiting.splice(0), ...news.splice(0)]) deliver();
      }
      await vi.advanceTimersByTimeAsync(16_000);
      if (
        this.writers.every(({ saver, waiting, news }) => saver.isSaved && waiting.length + news.length === 0)
      )
        return;
    }
    throw new Error("The writers never came to rest.");
  }
}

type Writer = Network["writers"][number];

function run({ host }: Writer, command: Command): void {
  command(host.state, host.dispatch);
}

function select({ host }: Writer, share: number, length = 0): void {
  const { doc: article } = host.state;
  const at = Math.round(share * article.content.size);
  const $from = article.resolve(at);
  const $to = article.resolve(Math.min(article.content.size, at + length));
  host.dispatch(host.state.tr.setSelection(TextSelection.between($from, $to)));
}

const writerIndex = fc.nat({ max: 2 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const wires = fc.oneof(
  fc.record({ type: fc.constant("deliver" as const), writer: writerIndex }),
  fc.record({ type: fc.constant("news" as const), writer: writerIndex }),
  fc.record({ type: fc.constant("lose" as const), writer: writerIndex }),
  fc.record({ type: fc.constant("wait" as const), time: fc.nat({ max: 3_000 }) }),
);
const writing = fc.record({ type: fc.constant("write" as const), writer: writerIndex, share });
const structure = fc.record({
  type: fc.constantFrom("split" as const, "join" as const, "up" as const, "down" as const),
  writer: writerIndex,
  share,
});
const taking = fc.record({
  type: fc.constantFrom("delete" as const, "undo" as const, "redo" as const),
  writer: writerIndex,
  share,
  length: fc.nat({ max: 30 }),
});

type Action = typeof wires extends fc.Arbitrary<infer A> ? A : never;
type Edit = typeof writing extends fc.Arbitrary<infer A> ? A : never;
type Shape = typeof structure extends fc.Arbitrary<infer A> ? A : never;
type Taking = typeof taking extends fc.Arbitrary<infer A> ? A : never;

/** A letter of the private use area: nobody can type between its halves, and it is found again. */
const letter = (index: number) => String.fromCharCode(0xe000 + index);

async function act(
  network: Network,
  action: Action | Edit | Shape | Taking,
  written: string[],
): Promise<void> {
  if (action.type === "wait") return void (await vi.advanceTimersByTimeAsync(action.time));
  const writer = network.writers[action.writer]!;
  switch (action.type) {
    case "deliver":
      writer.waiting.shift()?.();
      await vi.advanceTimersByTimeAsync(0);
      break;
    case "news":
      writer.news.shift()?.();
      break;
    case "lose":
      writer.lose(2);
      break;
    case "write": {
      const words = letter(written.length);
      written.push(words);
      select(writer, action.share);
      writer.host.dispatch(writer.host.state.tr.insertText(words));
      break;
    }
    case "delete":
      select(writer, action.share, action.length);
      writer.host.dispatch(writer.host.state.tr.deleteSelection());
      break;
    case "undo":
      run(writer, undo);
      break;
    case "redo":
      run(writer, redo);
      break;
    case "split":
      select(writer, action.share);
      run(writer, splitParagraph(newId));
      break;
    case "join": {
      select(writer, action.share);
      const start = writer.host.state.selection.$from.start();
      writer.host.dispatch(
        writer.host.state.tr.setSelection(TextSelection.create(writer.host.state.doc, start)),
      );
      run(writer, joinBackward);
      break;
    }
    default:
      select(writer, action.share);
      run(writer, moveParagraphs(action.type));
  }
}

function expectOneText({ writers, authority }: Network): void {
  for (const { host, saver } of writers) {
    expect(lines(host.state.doc)).toEqual(lines(authority.doc));
    expect(host.state.doc.eq(authority.doc)).toBe(true);
    expect(collaborationOf(host.state).pending).toEqual([]);
    expect(saver.version).toBe(authority.version);
  }
  authority.doc.check();
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("three writers over a bad network", () => {
  it("come to one text, whatever they do", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof({ weight: 3, arbitrary: wires }, { weight: 3, arbitrary: writing }, structure, {
            weight: 2,
            arbitrary: taking,
          }),
          { maxLength: 40 },
        ),
        async (actions) => {
          const network = new Network();
          const written: string[] = [];
          for (const action of actions) await act(network, action, written);
          await network.quiet();
          expectOneText(network);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);

  it("lose no word that was written while nobody deletes any", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 3, arbitrary: wires }, { weight: 3, arbitrary: writing }, structure), {
          maxLength: 40,
        }),
        async (actions) => {
          const network = new Network();
          const written: string[] = [];
          for (const action of actions) await act(network, action, written);
          await network.quiet();
          expectOneText(network);
          const kept = network.writers.flatMap(({ kept: all }) =>
            all.flatMap(({ paragraphs }) => paragraphs),
          );
          const everything = [...lines(network.authority.doc), ...kept.map(({ text }) => text)].join("\n");
          for (const words of written) expect(everything).toContain(words);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});
