import type { Metadata } from "next";
import { cache } from "react";
import { parseFilters } from "@/components/review/filters";
import { Review } from "@/components/review/review";
import { packArticle } from "@/domain/article/packed";
import { readArticle } from "@/server/articles";
import { readHorizon } from "@/server/changes";
import { listMembers } from "@/server/members";
import { listPending } from "@/server/pending";
import { readUnseen } from "@/server/seen";
import { orNotFound, pageActor } from "../../page-actor";

interface ReviewPageProps {
  params: Promise<{ articleId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Read once for the page and its title. */
const readPage = cache(async (articleId: string, flagId: string | null) => {
  const query = flagId ? `?flag=${encodeURIComponent(flagId)}` : "";
  const [actor, horizon] = await Promise.all([pageActor(`/articles/${articleId}${query}`), readHorizon()]);
  return { actor, horizon, article: await orNotFound(readArticle(actor, articleId)) };
});

async function readAddress({ params, searchParams }: ReviewPageProps) {
  const [{ articleId }, query] = await Promise.all([params, searchParams]);
  const read = (name: string) => {
    const value = query[name];
    return typeof value === "string" ? value : null;
  };
  return { articleId, read };
}

export async function generateMetadata(props: ReviewPageProps): Promise<Metadata> {
  const { articleId, read } = await readAddress(props);
  return { title: (await readPage(articleId, read("flag"))).article.title };
}

/** The article with its margin. */
export default async function ReviewPage(props: ReviewPageProps) {
  const { articleId, read } = await readAddress(props);
  const { actor, horizon, article } = await readPage(articleId, read("flag"));
  const [members, pending, unseen] = await Promise.all([
    listMembers(actor, article.deskId),
    listPending(actor, articleId),
    readUnseen(actor, articleId),
  ]);
  return (
    <Review
      key={articleId}
      article={packArticle(article)}
      horizon={horizon.toString()}
      pending={pending}
      actor={actor}
      members={members}
      filters={parseFilters(read)}
      unseen={unseen}
      flagId={read("flag")}
    />
  );
}
