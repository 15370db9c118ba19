import Link from "next/link";
import type { ArticleRowDto } from "@/domain/contract";
import { buttonClasses } from "../ui/button-classes";
import { classNames } from "../ui/class-names";
import { EmptyState } from "../ui/empty-state";
import { ArticleRow, COLUMNS } from "./article-row";

interface ArticleListProps {
  /** In the order to be shown: what needs the reader first. */
  articles: readonly ArticleRowDto[];
  /** The search that led here; empty for the whole list. */
  query: string;
  /** Where the whole list is. */
  listPath: string;
  newPath: string;
  /** Only their own articles are shown to an author. */
  ownOnly: boolean;
}

export function ArticleList({ articles, query, listPath, newPath, ownOnly }: ArticleListProps) {
  if (articles.length === 0 && query)
    return (
      <EmptyState
        title="No title matches"
        action={
          <Link href={listPath} className={buttonClasses("plain")}>
            Show all articles
          </Link>
        }
      >
        <p>
          No article {ownOnly ? "of yours" : "on this desk"} has “<span dir="auto">{query}</span>” in its
          title.
        </p>
      </EmptyState>
    );
  if (articles.length === 0)
    return (
      <EmptyState
        title={ownOnly ? "No articles of yours yet" : "No articles on this desk yet"}
        action={
          <Link href={newPath} className={buttonClasses("primary")}>
            New article
          </Link>
        }
      >
        <p>
          Paste a manuscript or drop a file. Galley reads it paragraph by paragraph, shows what it repaired,
          and stores it for review.
        </p>
        {ownOnly && <p>Articles that name you as an author appear here too.</p>}
      </EmptyState>
    );
  const mine = articles.filter(({ needsMe }) => needsMe > 0);
  const others = articles.filter(({ needsMe }) => needsMe === 0);
  return (
    <>
      {mine.length > 0 && <Section title="Waits for you" articles={mine} />}
      {others.length > 0 && (
        <Section title={mine.length > 0 ? "The rest of the desk" : "All articles"} articles={others} />
      )}
    </>
  );
}

function Section({ title, articles }: { title: string; articles: readonly ArticleRowDto[] }) {
  return (
    <section aria-label={title} className="mt-8">
      <div
        className={classNames(
          "grid gap-x-6 pb-1.5 text-xs tracking-[0.02em] text-ink-faint max-md:flex",
          COLUMNS,
        )}
      >
        <h2>{title}</h2>
        <span aria-hidden="true" className="max-md:hidden">
          Open flags
        </span>
        <span aria-hidden="true" className="max-md:hidden">
          Due
        </span>
        <span aria-hidden="true" className="max-md:hidden">
          State
        </span>
      </div>
      <ul>
        {articles.map((article) => (
          <ArticleRow key={article.id} article={article} />
        ))}
      </ul>
    </section>
  );
}
