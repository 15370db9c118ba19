import { ArrowLeft } from "lucide-react";
import Link from "next/link";

/** The way from one of an article's pages back to its review. */
export function BackLink({ articleId, title }: { articleId: string; title: string }) {
  return (
    <Link
      href={`/articles/${articleId}`}
      prefetch={false}
      className="inline-flex max-w-full items-center gap-1.5 text-sm text-ink-soft no-underline hover:text-ink pointer-coarse:py-2"
    >
      <ArrowLeft aria-hidden="true" className="size-3.5 shrink-0" />
      <span className="sr-only">Back to </span>
      <span dir="auto" className="truncate">
        {title}
      </span>
    </Link>
  );
}
