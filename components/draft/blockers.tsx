import Link from "next/link";
import type { ArticleDto, BlockerDto } from "@/domain/contract";
import { FLAG_KINDS } from "@/domain/flag/kinds";
import { KIND_WORDS, kindCount, PencilMark } from "../ui/pencil-mark";
import { blockedWords, type BlockedWords } from "./blocked-words";

interface BlockersProps {
  blockers: readonly BlockerDto[];
  article: Pick<ArticleDto, "flags" | "paragraphs">;
}

/** What stands in the way, in the order of the text; each leads to its flag. */
export function Blockers({ blockers, article: { flags, paragraphs } }: BlockersProps) {
  const flagged = new Map(flags.map((flag) => [flag.id, flag]));
  const wordsOf = (flagId: string) => {
    const flag = flagged.get(flagId);
    return flag && blockedWords(flag, paragraphs);
  };
  return (
    <>
      <p className="flex flex-wrap gap-x-5 gap-y-1 text-base text-ink-soft">
        {FLAG_KINDS.map((kind) => {
          const count = blockers.filter((blocker) => blocker.kind === kind).length;
          return (
            count > 0 && (
              <span key={kind} className="inline-flex items-center gap-1.5">
                <PencilMark kind={kind} />
                {kindCount(kind, count)}
              </span>
            )
          );
        })}
      </p>
      <ol className="mt-4 border-b border-hairline">
        {blockers.map(({ flagId, kind, reason, url }) => (
          <li
            key={flagId}
            className="relative grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3 border-t border-hairline py-3 hover:bg-paper-sunk"
          >
            <PencilMark kind={kind} label={KIND_WORDS[kind].one} className="mt-2" />
            <div className="min-w-0">
              <Link
                href={url}
                dir="auto"
                className="line-clamp-2 font-serif text-lg text-ink-faint no-underline after:absolute after:inset-0 hover:underline hover:decoration-edge hover:decoration-1 hover:underline-offset-3"
              >
                <Words of={wordsOf(flagId)} fallback={KIND_WORDS[kind].one} />
              </Link>
              <p className="text-sm text-ink-soft">{reason}</p>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

function Words({ of, fallback }: { of: BlockedWords | undefined; fallback: string }) {
  if (!of) return fallback;
  return (
    <>
      {of.before}
      <span className="text-ink">{of.words}</span>
      {of.after}
    </>
  );
}
