import { beforeAll, describe, expect, it } from "vitest";
import { may, type Actor } from "@/domain/policy";
import { loadArticleFor, loadFlagFor } from "./access";
import { db } from "./db";
import {
  makeActor,
  makeArticle,
  makeCast,
  rangeOf,
  type Cast,
  type StoredArticle,
} from "./testing/factories";
import { randomUUID } from "node:crypto";

let cast: Cast;
let article: StoredArticle;
let flagId: string;
/** Wrote the article, but works on another desk now. */
let formerAuthor: Actor;

beforeAll(async () => {
  cast = await makeCast();
  formerAuthor = await makeActor(cast.otherDesk, "author");
  article = await makeArticle(cast.author, { authorIds: [cast.author.id, formerAuthor.id] });
  const range = rangeOf(article, "bulit");
  const flag = await db.flag.create({
    data: {
      id: randomUUID(),
      articleId: article.id,
      kind: "fact_check",
      ...range,
      quote: "bulit",
      prefix: "",
      suffix: "",
      raisedText: "",
      raisedById: cast.editor.id,
    },
  });
  flagId = flag.id;
});

const outcomeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "ok",
    (error: { code?: string }) => error.code,
  );

const PEOPLE = ["chief", "editor", "author", "secondAuthor", "stranger", "formerAuthor"] as const;
const person = (name: (typeof PEOPLE)[number]): Actor =>
  name === "formerAuthor" ? formerAuthor : cast[name];

describe("loadArticleFor", () => {
  it.each(PEOPLE)("finds the article for the %s exactly where policy says they may read it", async (name) => {
    const found = await outcomeOf(loadArticleFor(person(name), article.id, "article.read"));
    expect(found).toBe(may(person(name), "article.read", article) ? "ok" : "not_found");
  });

  it.each([
    ["chief", "article.write", "ok"],
    ["editor", "article.write", "forbidden"],
    ["author", "article.write", "ok"],
    ["secondAuthor", "article.write", "not_found"],
    ["stranger", "article.write", "not_found"],
    ["editor", "article.settings", "ok"],
    ["author", "article.settings", "forbidden"],
    ["formerAuthor", "article.settings", "not_found"],
    ["editor", "draft.export_with_open_flags", "forbidden"],
  ] as const)("answers the %s who would %s: %s", async (name, action, outcome) => {
    expect(await outcomeOf(loadArticleFor(person(name), article.id, action))).toBe(outcome);
  });

  it("answers with what the rules look at", async () => {
    expect(await loadArticleFor(cast.editor, article.id, "article.read")).toEqual({
      id: article.id,
      deskId: cast.desk.id,
      title: "The harbour and the sea",
      version: 1,
      authorIds: [cast.author.id, formerAuthor.id].sort(),
    });
  });

  it.each(["no-uuid", "00000000-0000-4000-8000-000000000000", "' OR 1=1"])("does not find %s", async (id) => {
    expect(await outcomeOf(loadArticleFor(cast.chief, id, "article.read"))).toBe("not_found");
  });
});

describe("loadFlagFor", () => {
  it.each([
    ["chief", "flag.resolve", "ok"],
    ["author", "flag.resolve", "ok"],
    ["editor", "flag.resolve", "forbidden"],
    ["secondAuthor", "flag.resolve", "not_found"],
    ["stranger", "flag.resolve", "not_found"],
    ["author", "flag.verify", "forbidden"],
    ["editor", "flag.verify", "ok"],
    ["author", "flag.waive", "forbidden"],
    ["formerAuthor", "flag.reply", "not_found"],
  ] as const)("answers the %s who would %s: %s", async (name, action, outcome) => {
    expect(await outcomeOf(loadFlagFor(person(name), flagId, action))).toBe(outcome);
  });

  it("answers with the whole row, its article's version and authors", async () => {
    const flag = await loadFlagFor(cast.editor, flagId, "flag.reply");
    const row = await db.flag.findUniqueOrThrow({ where: { id: flagId } });
    expect(flag).toEqual({
      ...row,
      deskId: cast.desk.id,
      version: 1,
      authorIds: [cast.author.id, formerAuthor.id].sort(),
      raisedByOutsider: false,
    });
  });
});
