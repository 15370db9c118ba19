import { expect, it } from "vitest";
import type { Deed } from "../outbox";
import type { Task } from "../tasks";
import type { ReferenceShown } from "./shown";
import { withUnderWay } from "./under-way";

const reference = (id: string, parts: Partial<ReferenceShown> = {}): ReferenceShown => ({
  id,
  text: `Entry ${id}.`,
  number: null,
  label: null,
  csl: null,
  places: [],
  notes: 0,
  waitsFor: null,
  ...parts,
});
const cited = { places: [{ paragraphId: "p", offset: 3, words: "so" }] };

const task = (deed: Deed, state: Task["state"] = "waiting"): Task => ({
  id: "t",
  deed,
  about: [],
  label: "",
  state,
  isStep: true,
  isShown: true,
  keep: false,
  retry: () => undefined,
  discard: () => undefined,
  takeBack: () => undefined,
});
const edit = (text: string): Deed => ({
  type: "editReference",
  referenceId: "a",
  entry: "",
  edit: { version: 1, text },
});
const remove = (referenceId: string): Deed => ({ type: "deleteReference", referenceId, entry: "" });

it("entries read as they were edited last, on one line", () => {
  const list = [reference("a"), reference("b")];
  const shown = withUnderWay(list, [task(edit("One.")), task(edit(" Two\nlines. "))]);
  expect(shown.map(({ text }) => text)).toEqual(["Two lines.", "Entry b."]);
});

it("an entry that nothing cites is gone once it is deleted; what the server refused is as it was", () => {
  const list = [reference("a"), reference("b", cited), reference("c")];
  const tasks = [
    task(remove("a")),
    task(remove("b")),
    task(remove("c"), "failed"),
    task(edit("No."), "failed"),
  ];
  expect(withUnderWay(list, tasks).map(({ id, text }) => [id, text])).toEqual([
    ["b", "Entry b."],
    ["c", "Entry c."],
  ]);
});

it("what only the server can say waits for it", () => {
  const csl = { type: "book" as const, title: "A" };
  const list = [reference("a"), reference("b")];
  const [a, b] = withUnderWay(list, [
    task({ type: "editReference", referenceId: "a", entry: "", edit: { version: 1, csl, write: true } }),
    task({ type: "mergeReference", referenceId: "b", entry: "", into: "a" }),
  ]);
  expect(a).toMatchObject({ csl, text: "Entry a.", waitsFor: "It is being written from its fields." });
  expect(b).toMatchObject({ waitsFor: "It is being merged." });
});
