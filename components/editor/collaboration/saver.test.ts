import { history, undo } from "prosemirror-history";
import { EditorState } from "prosemirror-state";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/components/api";
import { moveParagraphTo } from "../commands/move";
import { replaceTextSteps } from "@/domain/article/edits";
import type { StepsDto, StepsInput } from "@/domain/contract";
import { Authority, doc, Host, lines, uuid, type Line } from "../testing";
import type { KeptWords } from "./conflict";
import { Saver, type SaverOptions } from "./saver";
import { collaboration, collaborationOf, isReceived } from "./state";

const ARTICLE: Line[] = [
  ["title", "Title"],
  ["body", "First words"],
  ["body", "Second words"],
];

/** A writer at an authority whose answers the test lets through, loses or delays. */
function writer(authority: Authority, options: Partial<SaverOptions> = {}) {
  const state = EditorState.create({ doc: authority.doc, plugins: [collaboration(), history()] });
  const kept: KeptWords[] = [];
  const statuses: string[] = [];
  const sent: StepsInput[] = [];
  let line: (batch: StepsInput) => Promise<StepsDto> = (batch) => Promise.resolve(authority.save(batch));
  let lastId = Math.floor(Math.random() * 1e9) * 1_000;
  const host: Host = new Host(
    state,
    () => saver.changed(),
    (transaction) => !isReceived(transaction),
  );
  const saver: Saver = new Saver({
    host,
    clientId: `writer-${lastId}`,
    version: authority.version,
    send: async (batch) => {
      sent.push(batch);
      return line(structuredClone(batch));
    },
    readCurrent: () => Promise.resolve({ version: authority.version, paragraphs: authority.paragraphs }),
    newId: () => uuid(++lastId),
    onUnsaved: () => {},
    onStatus: (status) => statuses.push(status),
    onStored: () => {},
    onKept: (words) => kept.push(words),
    ...options,
  });
  return {
    host,
    saver,
    kept,
    sent,
    statuses,
    lines: () => lines(host.state.doc),
    type: (position: number, text: string) => host.dispatch(host.state.tr.insertText(text, position)),
    /** From now on requests go this way. */
    line: (next: typeof line) => (line = next),
    online: () => (line = (batch) => Promise.resolve(authority.save(batch))),
  };
}

const offline = () => Promise.reject(new ApiError("offline", 0, "Not sent."));
/** Let answers that are ready arrive. */
const settle = () => vi.advanceTimersByTimeAsync(0);
const pass = (time: number) => vi.advanceTimersByTimeAsync(time);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("saving", () => {
  it("waits for a rest, and not longer than a second", async () => {
    const authority = new Authority(doc(...ARTICLE));
    const one = writer(authority);
    for (let key = 0; key < 6; key++) {
      one.type(8, "x");
      await pass(300);
    }
    expect(one.sent.length).toBe(1);
    await pass(400);
    expect(one.sent.length).toBe(2);
    expect(lines(authority.doc)[1]).toBe("body: xxxxxxFirst words");
    expect(one.saver.isSaved).toBe(true);
    expect(one.statuses.at(-1)).toBe("saved");
  });

  it("sends the same save again when its answer was lost, and it is stored once", async () => {
    const authority = new Authority(doc(...ARTICLE));
    const one = writer(authority);
    one.line((batch) => {
      authority.save(batch);
      return offline();
    });
    one.type(8, "Very ");
    await pass(500);
    expect(one.statuses.at(-1)).toBe("offline");
    one.type(13, "much ");
    one.online();
    await pass(3_000);
    expect(one.sent[1]).toEqual(one.sent[0]);
    expect(lines(authority.doc)[1]).toBe("body: Very much First words");
    expect(one.lines()).toEqual(lines(authority.doc));
    expect(authority.version).toBe(3);
  });

  it("keeps typing while a save is under way, and sends the rest after it", async () => {
    const authority = new Authority(doc(...ARTICLE));
    const one = writer(authority);
    let answer: () => void = () => {};
    one.line((batch) => new Promise((resolve) => (answer = () => resolve(authority.save(batch)))));
    one.type(8, "A ");
    await pass(400);
    one.type(10, "B ");
    await pass(5_000);
    expect(one.sent.length).toBe(1);
    one.online();
    answer();
    await pass(400);
    expect(lines(authority.doc)[1]).toBe("body: A B First words");
    expect(one.saver.isSaved).toBe(true);
  });

  it("answers a flush with whether all is saved", async () => {
    const authority = new Authority(doc(...ARTICLE));
    const one = writer(authority);
    one.type(8, "A ");
    one.line(offline);
    const failed = one.saver.flush();
    await settle();
    expect(await failed).toBe(false);
    one.online();
    const saved = one.saver.flush();
    await settle();
    expect(await saved).toBe(true);
    expect(lines(authority.doc)[1]).toBe("body: A First words");
  });
});

describe("with others", () => {
  it("takes their changes under its own unsaved words", async () => {
    const authority = new Authority(doc(...ARTICLE));
    const one = writer(authority);
    one.type(13, "!");
    const change = authority.change(
      replaceTextSteps(authority.doc, { paragraphId: uuid(2), start: 0, end: 5, text: "The first" }),
    );
    one.saver.received(change);
    expect(one.lines()[1]).toBe("body: The first! words");
    await pass(500);
    expect(one.lines()).toEqual(lines(authority.doc));
    expect(lines(authority.doc)[1]).toBe("body: The first! words");
  });

  it("holds their changes back while a save is under way, and drops those its answer brought", async () => {
    const authority = new Authority(doc(...ARTICLE));
    const one = writer(authority);
    one.type(8, "A ");
    let answer: () => void = () => {};
    one.line((batch) => new Promise((resolve) => (answer = () => resolve(authority.save(batch)))));
    await pass(400);
    const change = authority.change(
      replaceTextSteps(authority.doc, { paragraphId: uuid(3), start: 0, end: 6, text: "Third" }),
    );
    one.saver.received(change);
    expect(one.lines()[2]).toBe("body: Second words");
    answer();
    await settle();
    expect(one.lines()).toEqual(["title: Title", "body: A First words", "body: Third words"]);
    expect(one.saver.version).toBe(3);
    expect(one.saver.isSaved).toBe(true);
  });

  it("reads the article whole when a change is missing, and keeps its own unsaved words", async () => {
    const authority = new Authority(doc(...ARTICLE));
    const one = writer(authority);
    one.type(8, "A ");
    const edit = (text: string) =>
      authority.change(replaceTextSteps(authority.doc, { paragraphId: uuid(3), start: 0, end: 0, text }));
    edit("one ");
    one.saver.received(edit("two "));
    await pass(500);
    expect(one.lines()).toEqual(["title: Title", "body: A First words", "body: two one Second words"]);
    expect(lines(authority.doc)).toEqual(one.lines());
  });

  it("leaves a composition alone until it ends", async () => {
    const authority = new Authority(doc(...ARTICLE));
    const one = writer(authority);
    one.saver.hold(true);
    one.saver.received(
      authority.change(
        replaceTextSteps(authority.doc, { paragraphId: uuid(2), start: 0, end: 5, text: "x" }),
      ),
    );
    expect(one.lines()[1]).toBe("body: First words");
    one.saver.hold(false);
    expect(one.lines()[1]).toBe("body: x words");
  });

  it("undoes only its own words, over what others wrote meanwhile", async () => {
    const authority = new Authority(doc(...ARTICLE));
    const one = writer(authority);
    one.type(8, "Mine ");
    await pass(500);
    one.saver.received(
      authority.change(
        replaceTextSteps(authority.doc, { paragraphId: uuid(2), start: 0, end: 0, text: "Theirs " }),
      ),
    );
    undo(one.host.state, one.host.dispatch);
    await pass(500);
    expect(lines(authority.doc)[1]).toBe("body: Theirs First words");
    expect(one.lines()).toEqual(lines(authority.doc));
  });
});

describe("a conflict", () => {
  it("keeps the words of the paragraph that is gone and saves the rest", async () => {
    const authority = new Authority(doc(...ARTICLE));
    const one = writer(authority);
    one.line(offline);
    one.type(27, " of mine");
    one.type(8, "Good ");
    await pass(500);
    const { state } = new Host(EditorState.create({ doc: authority.doc }));
    authority.change(state.tr.delete(20, 34).steps);
    one.online();
    await pass(5_000);
    expect(one.kept.map(({ paragraphs }) => paragraphs.map(({ text }) => text))).toEqual([
      ["Second of mine words"],
    ]);
    expect(one.kept[0]!.paragraphs[0]!.afterId).toBe(uuid(2));
    expect(lines(authority.doc)).toEqual(["title: Title", "body: Good First words"]);
    expect(one.lines()).toEqual(lines(authority.doc));
    expect(one.saver.isSaved).toBe(true);
  });

  it("gives up what the server refuses for good, and keeps the words", async () => {
    const authority = new Authority(doc(...ARTICLE));
    const one = writer(authority);
    one.line(() => Promise.reject(new ApiError("forbidden", 403, "You no longer write this article.")));
    one.type(8, "Good ");
    await pass(500);
    expect(one.kept[0]?.reason).toBe("You no longer write this article.");
    expect(one.kept[0]?.paragraphs[0]?.text).toBe("Good First words");
    expect(one.lines()).toEqual(lines(authority.doc));
  });

  it("keeps the words of a paragraph that another deletes before they are sent", async () => {
    const authority = new Authority(doc(...ARTICLE));
    const one = writer(authority);
    one.type(27, " of mine");
    const { state } = new Host(EditorState.create({ doc: authority.doc }));
    one.saver.received(authority.change(state.tr.delete(20, 34).steps));
    expect(one.lines()).toEqual(["title: Title", "body: First words"]);
    expect(one.kept.map(({ paragraphs }) => paragraphs.map(({ text }) => text))).toEqual([
      ["Second of mine words"],
    ]);
    expect(one.statuses.at(-1)).toBe("saved");
  });

  it("keeps words typed while a save was under way that another left no place for", async () => {
    const authority = new Authority(doc(...ARTICLE));
    const one = writer(authority);
    let answer: () => void = () => {};
    one.line((batch) => new Promise((resolve) => (answer = () => resolve(authority.save(batch)))));
    one.type(8, "Good ");
    await pass(400);
    one.type(32, " of mine");
    const { state } = new Host(EditorState.create({ doc: authority.doc }));
    authority.change(state.tr.delete(20, 34).steps);
    answer();
    await settle();
    expect(one.lines()).toEqual(["title: Title", "body: Good First words"]);
    expect(one.kept.map(({ paragraphs }) => paragraphs.map(({ text }) => text))).toEqual([
      ["Second of mine words"],
    ]);
  });

  it("leaves a paragraph where it is when the place it was moved to is gone", async () => {
    const authority = new Authority(doc(...ARTICLE, ["body", "Last words"]));
    const one = writer(authority);
    moveParagraphTo(2, 1)(one.host.state, one.host.dispatch);
    expect(one.lines()).toEqual([
      "title: Title",
      "body: Second words",
      "body: First words",
      "body: Last words",
    ]);
    // Another joins the paragraphs between which it was put.
    const { state } = new Host(EditorState.create({ doc: authority.doc }));
    one.saver.received(authority.change(state.tr.join(7).steps));
    await pass(500);
    expect(one.lines()).toEqual(["title: TitleFirst words", "body: Second words", "body: Last words"]);
    expect(lines(authority.doc)).toEqual(one.lines());
    expect(one.kept).toEqual([]);
    expect(one.saver.isSaved).toBe(true);
    expect(one.statuses.at(-1)).toBe("saved");
  });

  it("is none when both deleted the same words", async () => {
    const authority = new Authority(doc(...ARTICLE));
    const one = writer(authority);
    one.host.dispatch(one.host.state.tr.delete(8, 14));
    authority.change(replaceTextSteps(authority.doc, { paragraphId: uuid(2), start: 0, end: 6, text: "" }));
    await pass(500);
    expect(one.kept).toEqual([]);
    expect(one.lines()).toEqual(["title: Title", "body: words", "body: Second words"]);
    expect(collaborationOf(one.host.state).pending).toEqual([]);
  });
});
