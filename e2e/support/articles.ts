/** Articles of a test's own, made through the API, so that tests never meet in one. */
import { randomUUID } from "node:crypto";
import type { APIRequestContext, APIResponse } from "playwright/test";
import type { ArticleDto, FlagDto, FlagInput, ResolveInput } from "../../domain/contract";
import { SAMPLE_DESK } from "../../domain/sample-accounts";
import { accounts, expect } from "./fixtures";

/** A short manuscript with something of every kind to flag. */
export const MANUSCRIPT = `The Lamp at Port Selim
By Farid Ansari

A lighthouse that nobody needs is lit every night.

The lamp was lit in 1911 and has burned evry night since. It can be seen from nineteen miles away[1].

The keeper, Ines Corvin, paid 800 florins for the lens. She remembers every ship that thanked her for it.

A Light without Ships

Most captains have not looked for it since the satellites came. The port authority calls it a monument[2].

Nobody knows what will happen when the keeper retires. The town says that it will carry on.

Bibliography
1. Corvin, Ines. 2004. Lamps of the South. Port Selim: Lantern House.
2. Port Authority. 2019. Annual Report. https://port.example.org/2019.
`;

interface NewArticle {
  source?: string;
  authorIds?: string[];
}

/** Stores an article; `api` is an editor's. */
export async function newArticle(api: APIRequestContext, more: NewArticle = {}): Promise<ArticleDto> {
  const { source = MANUSCRIPT, authorIds = [accounts.author.id] } = more;
  const { article } = await answer<{ article: ArticleDto }>(
    api.post("/api/articles", {
      data: { id: randomUUID(), format: "text", source, deskId: SAMPLE_DESK.id, authorIds },
    }),
  );
  return article;
}

export async function readArticle(api: APIRequestContext, articleId: string): Promise<ArticleDto> {
  return (await answer<{ article: ArticleDto }>(api.get(`/api/articles/${articleId}`))).article;
}

type RaisedOn = Pick<FlagInput, "kind" | "note" | "replacement" | "assigneeId"> & { quote: string };

/** Raises a flag on words that stand once in the article. */
export async function raise(
  api: APIRequestContext,
  article: ArticleDto,
  { quote, ...flag }: RaisedOn,
): Promise<FlagDto> {
  const places = article.paragraphs.filter(({ text }) => text.includes(quote));
  expect(places, `paragraphs with “${quote}”`).toHaveLength(1);
  const [{ id: paragraphId, text }] = places as [ArticleDto["paragraphs"][number]];
  const start = text.indexOf(quote);
  const data = { ...flag, version: article.version, paragraphId, start, end: start + quote.length };
  return (await answer<{ flag: FlagDto }>(api.post(`/api/articles/${article.id}/flags`, { data }))).flag;
}

/** One flag of each kind on the manuscript above. */
export async function raiseOneOfEach(api: APIRequestContext, article: ArticleDto) {
  return {
    typo: await raise(api, article, { kind: "typo", quote: "evry", replacement: "every" }),
    factCheck: await raise(api, article, { kind: "fact_check", quote: "800 florins", note: "Who says so?" }),
    citation: await raise(api, article, { kind: "citation", quote: "ship that thanked her", note: "Where?" }),
    comment: await raise(api, article, { kind: "comment", quote: "carry on", note: "A better ending?" }),
  };
}

/** Puts other words in the place of some that stand once in the article, as an open editor saves it; `api` is an author's. */
export async function rewrite(
  api: APIRequestContext,
  articleId: string,
  words: string,
  others: string,
): Promise<void> {
  const { version, paragraphs } = await readArticle(api, articleId);
  let from = 1;
  for (const { text } of paragraphs) {
    const at = text.indexOf(words);
    if (at >= 0) {
      const slice = others ? { slice: { content: [{ type: "text", text: others }] } } : {};
      const step = { stepType: "replace", from: from + at, to: from + at + words.length, ...slice };
      const data = { version, clientId: randomUUID(), steps: [step] };
      await answer(api.post(`/api/articles/${articleId}/steps`, { data }));
      return;
    }
    from += text.length + 2;
  }
  throw new Error(`The article does not say “${words}”.`);
}

/** `api` is an author's. */
export async function settle(api: APIRequestContext, flag: FlagDto, data: ResolveInput): Promise<void> {
  await answer(api.post(`/api/flags/${flag.id}/resolve`, { data }));
}

/** `api` is an editor's. */
export async function verify(api: APIRequestContext, flag: FlagDto): Promise<void> {
  await answer(api.post(`/api/flags/${flag.id}/verify`, { data: {} }));
}

/** The answer's JSON; a refusal fails the test with its words. */
export async function answer<T>(sent: Promise<APIResponse>): Promise<T> {
  const response = await sent;
  expect(response.ok(), `${response.url()}: ${response.status()} ${await response.text()}`).toBe(true);
  return (await response.json()) as T;
}
