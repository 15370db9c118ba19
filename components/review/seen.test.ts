import { describe, expect, it } from "vitest";
import { newThings } from "./seen";
import { article, flag } from "./testing";

describe("newThings", () => {
  const shown = article({
    flags: [
      flag({ id: "lost", paragraphId: "gone", anchor: { ...flag().anchor, state: "detached" } }),
      flag({ id: "late", paragraphId: "p1", anchor: { ...flag().anchor, start: 9, end: 12 } }),
      flag({ id: "early", paragraphId: "p1" }),
    ],
  });
  const all = (ids: string[], isNew = true) => new Map(ids.map((id) => [id, isNew]));
  const order = (paragraphs: Map<string, boolean>, flags: Map<string, boolean>) =>
    newThings({ since: null, paragraphs, flags }, shown).map(({ id }) => id);

  it("come in text order, a paragraph before its flags, and flags without words last", () => {
    expect(order(all(["p2", "p1"]), all(["lost", "late", "early"]))).toEqual([
      "p1",
      "early",
      "late",
      "p2",
      "lost",
    ]);
  });

  it("leave out what was seen, and what is not in the article any more", () => {
    expect(order(new Map([...all(["p1"], false), ...all(["elsewhere"])]), all(["lost"]))).toEqual(["lost"]);
  });
});
