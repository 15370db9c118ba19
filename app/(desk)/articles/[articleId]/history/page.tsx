import type { Metadata } from "next";
import { HistoryPage } from "@/components/history/history-page";
import { may } from "@/domain/policy";
import { isUuid } from "@/server/access";
import { readArticle } from "@/server/articles";
import { listRevisions, readVersion } from "@/server/history";
import { orNotFound, pageActor } from "../../../page-actor";

export const metadata: Metadata = { title: "History" };

interface HistoryRouteProps {
  params: Promise<{ articleId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function HistoryRoute({ params, searchParams }: HistoryRouteProps) {
  const [{ articleId }, query] = await Promise.all([params, searchParams]);
  const paragraphId = isUuid(query.paragraph) ? query.paragraph : null;
  const actor = await pageActor(
    `/articles/${articleId}/history${paragraphId ? `?paragraph=${paragraphId}` : ""}`,
  );
  const article = await orNotFound(readArticle(actor, articleId));
  const [current, revisions] = await Promise.all([
    readVersion(actor, articleId, article.version),
    listRevisions(actor, articleId, paragraphId ? { paragraphId } : {}),
  ]);
  const [from, to] = [Number(query.from), Number(query.to)];
  const isStretch = Number.isInteger(from) && from >= 1 && from <= to && to <= article.version;
  return (
    <HistoryPage
      key={`${articleId} ${paragraphId ?? ""}`}
      articleId={articleId}
      title={article.title}
      language={article.language}
      current={JSON.stringify(current)}
      revisions={revisions}
      paragraphId={paragraphId}
      stretch={isStretch ? { from, to } : null}
      mayRestore={may(actor, "article.write", article)}
    />
  );
}
