import Link from "next/link";
import type { AnchorDto, BlockerDto, FlagDto } from "@/domain/contract";
import { FLAG_KINDS } from "@/domain/flag/kinds";
import { CITATION_CHAR } from "@/domain/article/kinds";
import { KIND_WORDS, kindCount, PencilMark } from "../ui/pencil-mark";

interface BlockersProps {
  blockers: readonly BlockerDto[];
  flags: readonly Pick<FlagDto, "id" | "anchor">[];
}

/** What stands in the way, in the order of the text; each leads to its flag. */
export function Blockers({ blockers, flags }: BlockersProps) {
  const anchors = new Map(flags.map(({ id, anchor }) => [id, anchor]));
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
                <Quote anchor={anchors.get(flagId)} fallback={KIND_WORDS[kind].one} />
              </Link>
              <p className="text-sm text-ink-soft">{reason}</p>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

const words = (text: string) => text.replaceAll(CITATION_CHAR, "").replaceAll("\n", " ");

/** The flagged words, with the little that was kept of what stands around them. */
function Quote({ anchor, fallback }: { anchor: AnchorDto | undefined; fallback: string }) {
  if (!anchor) return fallback;
  const { prefix, quote, suffix } = anchor;
  return (
    <>
      {prefix !== "" && `…${words(prefix)}`}
      <span className="text-ink">{words(quote)}</span>
      {suffix !== "" && `${words(suffix)}…`}
    </>
  );
}
