import * as z from "zod";
import { articleInput } from "@/domain/contract";
import { createArticle, listArticles } from "@/server/articles";
import { answer, route } from "@/server/http";
import { readManuscriptForm } from "@/server/manuscripts";

const listQuery = z.object({ deskId: z.uuid(), q: z.string().max(200).optional() });

export const GET = route({ query: listQuery }, async ({ actor, query }) =>
  answer({ articles: await listArticles(actor, { deskId: query.deskId, query: query.q }) }),
);

export const POST = route({ body: articleInput, form: readManuscriptForm }, async ({ actor, body }) => {
  const { article, created } = await createArticle(actor, body);
  return answer({ article }, created ? 201 : 200);
});
