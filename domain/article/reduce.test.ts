import { describe, expect, it } from "vitest";
import type { ArticleDto, ArticleEventDto, FlagDto } from "../contract";
import { p, uuid } from "../testing";
import { headOf, reduceArticle } from "./reduce";

const flag = (id: string, rest: Partial<FlagDto> = {}) =>
  ({ id, paragraphId: uuid("a"), status: "open", ...rest }) as FlagDto;
const paragraphs = [
  p("t", "Title", "title"),
  p("a", "One[r]."),
  p("b", "Two."),
  p("r", "Book.", "reference"),
];
const article: ArticleDto = {
  ...headOf(paragraphs),
  id: "x",
  deskId: "d",
  version: 4,
  authorIds: [],
  language: "en",
  citationStyle: "numbered",
  dueAt: null,
  status: "ready",
  draftVersion: null,
  paragraphs,
  flags: [flag("f1"), flag("f2")],
  lastEventId: "10",
};
const text = (rest: Partial<Extract<ArticleEventDto, { type: "text" }>>): ArticleEventDto => ({
  id: "11",
  type: "text",
  since: 4,
  version: 5,
  steps: [],
  paragraphs: [],
  anchors: [],
  ...rest,
});

describe("reduceArticle", () => {
  it("adds a flag, and puts a known one in its place", () => {
    expect(
      reduceArticle(article, { id: "11", type: "flag", flag: flag("f3") })!.flags.map(({ id }) => id),
    ).toEqual(["f1", "f2", "f3"]);
    const after = reduceArticle(article, {
      id: "11",
      type: "flag",
      flag: flag("f1", { status: "resolved" }),
    })!;
    expect(after.flags.map(({ status }) => status)).toEqual(["resolved", "open"]);
    expect(after.lastEventId).toBe("11");
  });

  it("knows the article's state after every step", () => {
    const change = (flags: Partial<FlagDto>[]) =>
      flags.map((rest, place) => ({ id: `${11 + place}`, type: "flag", flag: flag("f1", rest) }) as const);
    const states = (events: ArticleEventDto[]) => {
      let now = article;
      return events.map((event) => (now = reduceArticle(now, event)!).status);
    };
    const left = { id: "20", type: "draft", version: 4 } as const;
    const [blocked, settled] = change([{ blocking: true }, { blocking: false }]);
    expect(states([blocked!, settled!, left])).toEqual(["in_review", "ready", "exported"]);
    expect(states([left, blocked!, settled!])).toEqual(["exported", "in_review", "exported"]);
    expect(states([left, text({})])).toEqual(["exported", "ready"]);
    // An older draft's event that comes late.
    expect(states([left, { ...left, version: 3 }])).toEqual(["exported", "exported"]);
  });

  it("folds in new text, its order, and where flags stand", () => {
    const moved = { state: "changed", start: 1, end: 2, quote: "x", prefix: "", suffix: "" } as const;
    const after = reduceArticle(
      article,
      text({
        order: [uuid("t"), uuid("b"), uuid("a"), uuid("r")],
        paragraphs: [p("t", "New title", "title"), p("a", "One.")],
        anchors: [{ flagId: "f2", paragraphId: uuid("b"), anchor: moved, paragraphChanged: true }],
      }),
    )!;
    expect(after.paragraphs.map((paragraph) => paragraph.text)).toEqual([
      "New title",
      "Two.",
      "One.",
      "Book.",
    ]);
    expect([after.version, after.title, after.references[0]!.number]).toEqual([5, "New title", null]);
    expect(after.flags[1]).toMatchObject({ paragraphId: uuid("b"), anchor: moved, paragraphChanged: true });
    expect(after.flags[0]).toBe(article.flags[0]);
  });

  it("changes nothing for what is in the snapshot already, and asks for the whole after a gap", () => {
    expect(reduceArticle(article, text({ id: "9", version: 4, since: 3 }))).toBe(article);
    expect(reduceArticle(article, { id: "10", type: "flag", flag: flag("f1") })).toBe(article);
    expect(reduceArticle(article, { id: "11", type: "flag", flag: flag("f1") })!.flags).toBe(article.flags);
    expect(reduceArticle(article, text({ since: 5, version: 6 }))).toBeNull();
  });

  it("compares event numbers as numbers", () => {
    expect(
      reduceArticle({ ...article, lastEventId: "9" }, { id: "10", type: "flag", flag: flag("f1") })!
        .lastEventId,
    ).toBe("10");
  });
});
