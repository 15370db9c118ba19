import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { knownFlags } from "@/components/take-in/known-flags";
import { TakeInPage } from "@/components/take-in/take-in-page";
import { may } from "@/domain/policy";
import { readArticle } from "@/server/articles";
import { readLastTakenIn } from "@/server/take-in";
import { orNotFound, pageActor } from "../../../page-actor";

export const metadata: Metadata = { title: "Bring the Word file back" };

export default async function ManuscriptRoute({ params }: { params: Promise<{ articleId: string }> }) {
  const { articleId } = await params;
  const actor = await pageActor(`/articles/${articleId}/manuscript`);
  const article = await orNotFound(readArticle(actor, articleId));
  if (!may(actor, "article.write", article)) notFound();
  const last = await orNotFound(readLastTakenIn(actor, articleId));
  return (
    <TakeInPage
      key={articleId}
      articleId={articleId}
      title={article.title}
      language={article.language}
      citationStyle={article.citationStyle}
      flags={knownFlags(article.flags)}
      last={last}
    />
  );
}
