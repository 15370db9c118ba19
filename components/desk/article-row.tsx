import Link from "next/link";
import type { ArticleRowDto, ArticleStatus } from "@/domain/contract";
import { FLAG_KINDS } from "@/domain/flag/kinds";
import { classNames } from "../ui/class-names";
import { DueTime } from "../ui/due-time";
import { kindCount, PencilMark } from "../ui/pencil-mark";

const STATUS_WORDS: Record<ArticleStatus, string> = {
  in_review: "In review",
  ready: "Ready to leave",
  exported: "Exported",
};

/** Columns of the list from 800 px on; the header shares them. */
export const COLUMNS = "md:grid-cols-[minmax(0,1fr)_10.5rem_12rem_7rem]";

export function ArticleRow({ article }: { article: ArticleRowDto }) {
  const { id, title, authors, status, dueAt, needsMe, unseen } = article;
  return (
    <li
      className={classNames(
        "relative grid gap-x-6 gap-y-1.5 border-t border-hairline py-3.5 hover:bg-paper-sunk md:items-baseline",
        "-mx-3 px-3",
        COLUMNS,
      )}
    >
      <div className="min-w-0">
        <h3 className="font-serif text-lg leading-6 text-balance wrap-anywhere">
          <Link
            href={`/articles/${id}`}
            dir="auto"
            className="text-ink no-underline after:absolute after:inset-0 hover:underline hover:decoration-edge hover:decoration-1 hover:underline-offset-3"
          >
            {title}
          </Link>
        </h3>
        <p className="mt-0.5 text-sm text-ink-soft">
          <span dir="auto">{authors.map(({ name }) => name).join(", ")}</span>
          {needsMe > 0 && (
            <span className="text-accent">
              {" · "}
              {needsMe === 1 ? "1 waits for you" : `${needsMe} wait for you`}
            </span>
          )}
          {unseen > 0 && (
            <span title="Paragraphs and flags that others changed since you last looked">
              {" · "}
              {unseen} new
            </span>
          )}
        </p>
      </div>
      {/* On a phone one line that wraps; from 800 px on three columns. */}
      <div className="flex flex-wrap items-baseline gap-x-5 gap-y-1 text-sm md:contents">
        <OpenFlags openFlags={article.openFlags} />
        <p className={dueAt ? undefined : "text-ink-faint max-md:hidden"}>
          {dueAt ? (
            <>
              <span className="text-ink-faint md:sr-only">Due </span>
              <DueTime at={dueAt} />
            </>
          ) : (
            "No due date"
          )}
        </p>
        <p className={status === "in_review" ? "text-ink-faint max-md:hidden" : "text-ink"}>
          {STATUS_WORDS[status]}
        </p>
      </div>
    </li>
  );
}

function OpenFlags({ openFlags }: Pick<ArticleRowDto, "openFlags">) {
  const open = FLAG_KINDS.filter((kind) => openFlags[kind] > 0);
  if (open.length === 0) return <p className="text-sm text-ink-faint">Nothing open</p>;
  return (
    <ul aria-label="Open flags" className="flex flex-wrap gap-x-3.5 gap-y-1 text-sm tabular-nums">
      {open.map((kind) => (
        <li key={kind} title={kindCount(kind, openFlags[kind])} className="inline-flex items-center gap-1">
          <PencilMark kind={kind} />
          <span aria-hidden="true">{openFlags[kind]}</span>
          <span className="sr-only">{kindCount(kind, openFlags[kind])}</span>
        </li>
      ))}
    </ul>
  );
}
