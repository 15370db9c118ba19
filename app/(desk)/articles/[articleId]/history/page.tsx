import type { Metadata } from "next";
import { HistoryPage } from "@/components/history/history-page";
import { may } from "@/domain/policy";
import { isUuid } from "@/server/access";
import { readArticle } from "@/server/articles";
import { readHorizon } from "@/server/changes";
import { listTimeline, readVersion } from "@/server/history";
import { orNotFound, pageActor } from "../../../page-actor";

export const metadata: Metadata = { title: "History" };

interface HistoryRouteProps {
  params: Promise<{ articleId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function HistoryRoute({ params, searchParams }: HistoryRouteProps) {
  const [{ articleId }, query] = await Promise.all([params, searchParams]);
  const paragraphId = isUuid(query.paragraph) ? query.paragraph : null;
  const [actor, horizon] = await Promise.all([
    pageActor(`/articles/${articleId}/history${paragraphId ? `?paragraph=${paragraphId}` : ""}`),
    readHorizon(),
  ]);
  const article = await orNotFound(readArticle(actor, articleId));
  const [current, timeline] = await Promise.all([
    readVersion(actor, articleId, article.version),
    listTimeline(actor, articleId, paragraphId ? { paragraphId } : {}),
  ]);
  const [from, to] = [Number(query.from), Number(query.to)];
  const isStretch = Number.isInteger(from) && from >= 1 && from <= to && to <= article.version;
  return (
    <HistoryPage
      key={`${articleId} ${paragraphId ?? ""}`}
      articleId={articleId}
      actorId={actor.id}
      title={article.title}
      language={article.language}
      citationStyle={article.citationStyle}
      current={JSON.stringify(current)}
      timeline={timeline}
      lastEventId={article.lastEventId}
      horizon={horizon.toString()}
      paragraphId={paragraphId}
      stretch={isStretch ? { from, to } : null}
      mayRestore={may(actor, "article.write", article)}
    />
  );
}
