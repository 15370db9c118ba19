import type { Metadata } from "next";
import { Suspense } from "react";
import { ArticleList } from "@/components/desk/article-list";
import { ListPlaceholder } from "@/components/desk/list-placeholder";
import { TitleSearch } from "@/components/desk/title-search";
import type { Actor } from "@/domain/policy";
import { listArticles } from "@/server/articles";
import { pageActor } from "./page-actor";

export const metadata: Metadata = { title: "Articles" };

interface DeskPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

// No loading.tsx anywhere: it would begin the answer before it is known whether to redirect or to answer 404.
export default async function DeskPage({ searchParams }: DeskPageProps) {
  const { desk: wanted, q } = await searchParams;
  const actor = await pageActor(typeof wanted === "string" ? `/?desk=${encodeURIComponent(wanted)}` : "/");
  const membership = actor.memberships.find(({ deskId }) => deskId === wanted) ?? actor.memberships[0]!;
  const query = typeof q === "string" ? q.trim() : "";
  const isFirst = membership === actor.memberships[0];
  return (
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[68rem] px-5 pt-8 pb-20">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <h1 className="font-serif text-2xl" dir="auto">
          {membership.desk}
        </h1>
        <TitleSearch key={membership.deskId} query={query} deskId={isFirst ? undefined : membership.deskId} />
      </div>
      <Suspense fallback={<ListPlaceholder />}>
        <DeskArticles
          actor={actor}
          membership={membership}
          query={query}
          deskQuery={isFirst ? "" : `?desk=${membership.deskId}`}
        />
      </Suspense>
    </main>
  );
}

interface DeskArticlesProps {
  actor: Actor;
  membership: Actor["memberships"][number];
  query: string;
  deskQuery: string;
}

async function DeskArticles({ actor, membership: { deskId, role }, query, deskQuery }: DeskArticlesProps) {
  return (
    <ArticleList
      articles={await listArticles(actor, { deskId, query })}
      query={query}
      listPath={`/${deskQuery}`}
      newPath={`/new${deskQuery}`}
      ownOnly={role === "author"}
    />
  );
}
