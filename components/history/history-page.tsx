"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { lazy, Suspense, useMemo, useRef, useState } from "react";
import { compareParagraphs, type ComparedParagraph } from "@/domain/article/compare";
import type { ParagraphDto, RevisionDto, RevisionsDto, VersionDto } from "@/domain/contract";
import { callApi } from "../api";
import { errorWords } from "../error-words";
import { Button } from "../ui/button";
import { usePageClock } from "../ui/clock";
import { dayAndTime } from "../ui/dates";
import { notify } from "../ui/toast";
import { Compared } from "./compared";
import type { Wanted } from "./restore-dialog";
import { Timeline, stretchOf, type Stretch } from "./timeline";
import { usePair, Versions } from "./versions";
import { openingWords } from "./words";
import "./history.css";

const RestoreDialog = lazy(() => import("./restore-dialog"));

interface HistoryPageProps {
  articleId: string;
  title: string;
  language: string;
  /** The VersionDto that stands now, as JSON: read faster than React's own format. */
  current: string;
  revisions: RevisionsDto;
  /** The history of this paragraph only. */
  paragraphId: string | null;
  /** The two states that the address names. */
  stretch: Stretch | null;
  mayRestore: boolean;
}

/** Who changed what of the text, when and why: any two states of it next to each other, and the way back. */
export function HistoryPage(props: HistoryPageProps) {
  const { articleId, title, language, paragraphId, mayRestore } = props;
  const [current] = useState(() => JSON.parse(props.current) as VersionDto);
  const [versions] = useState(() => new Versions(articleId, current));
  const [now, setNow] = useState(current);
  const [revisions, setRevisions] = useState(props.revisions);
  const [shown, setShown] = useState<Stretch>(() => props.stretch ?? firstStretch(props.revisions));
  const [sideBySide, setSideBySide] = useState(false);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isLoading, setIsLoading] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const pair = usePair(versions, shown.from, shown.to);

  const paragraphs = useMemo(() => new Map(now.paragraphs.map((one) => [one.id, one])), [now]);
  const flags = useMemo(() => new Map(revisions.flags.map((flag) => [flag.id, flag])), [revisions]);
  const rows = useMemo(
    () =>
      pair.state === "here"
        ? compareParagraphs(pair.before, pair.after).filter(
            (row) => row.changed && (!paragraphId || row.id === paragraphId),
          )
        : [],
    [pair, paragraphId],
  );

  const show = (stretch: Stretch) => {
    setShown(stretch);
    const query = new URLSearchParams(location.search);
    query.set("from", String(stretch.from));
    query.set("to", String(stretch.to));
    window.history.replaceState(null, "", `${location.pathname}?${query}`);
  };
  const query = (before?: number) => {
    const parts = new URLSearchParams();
    if (before) parts.set("before", String(before));
    if (paragraphId) parts.set("paragraphId", paragraphId);
    return callApi<RevisionsDto>("GET", `/api/articles/${articleId}/revisions?${parts}`);
  };
  const loadOlder = async () => {
    setIsLoading(true);
    setFailure(null);
    try {
      const older = await query(revisions.revisions.at(-1)!.version);
      setRevisions({
        revisions: [...revisions.revisions, ...older.revisions],
        flags: [...revisions.flags, ...older.flags],
        more: older.more,
      });
    } catch (error) {
      setFailure(errorWords(error));
    }
    setIsLoading(false);
  };
  const afterRestore = async (version: number) => {
    setWanted(null);
    versions.newest = Math.max(versions.newest, version);
    notify(wanted?.paragraphId ? "The paragraph is restored." : "The text is restored.");
    try {
      const [text, latest] = await Promise.all([versions.read(version), query()]);
      setNow(text);
      setRevisions(latest);
      show(
        stretchOf(latest.revisions.find((revision) => revision.version === version) ?? latest.revisions[0]!),
      );
    } catch (error) {
      setFailure(errorWords(error));
    }
    heading.current?.focus();
  };

  return (
    <main id="main" tabIndex={-1} className="history mx-auto w-full max-w-[76rem] px-5 pt-8 pb-20">
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
      <h1 ref={heading} tabIndex={-1} className="mt-3 font-serif text-2xl outline-none">
        History
      </h1>
      {paragraphId && <Filtered articleId={articleId} paragraph={paragraphs.get(paragraphId)} />}
      <div className="history-columns mt-6">
        <section aria-label="Time line" className="history-times">
          <Timeline
            revisions={revisions.revisions}
            flags={flags}
            paragraphs={paragraphs}
            shown={shown}
            onShow={show}
          />
          {revisions.more && (
            <Button size="sm" className="mt-3" busy={isLoading} onClick={() => void loadOlder()}>
              Older changes
            </Button>
          )}
          <p role="alert" className="mt-2 text-sm text-warning empty:hidden">
            {failure}
          </p>
        </section>
        <section aria-label="Difference" lang={language} className="min-w-0">
          <div lang="en" className="flex flex-wrap items-end gap-x-5 gap-y-3 border-b border-hairline pb-3">
            <VersionChoice
              label="From"
              value={shown.from}
              revisions={revisions.revisions}
              onChoose={(from) => show(ordered(from, shown.to))}
            />
            <VersionChoice
              label="To"
              value={shown.to}
              revisions={revisions.revisions}
              onChoose={(to) => show(ordered(shown.from, to))}
            />
            <div role="group" aria-label="Show" className="flex gap-1">
              <Button
                size="sm"
                look="quiet"
                aria-pressed={!sideBySide}
                onClick={() => setSideBySide(false)}
                className="aria-pressed:bg-paper-sunk aria-pressed:text-ink"
              >
                Together
              </Button>
              <Button
                size="sm"
                look="quiet"
                aria-pressed={sideBySide}
                onClick={() => setSideBySide(true)}
                className="aria-pressed:bg-paper-sunk aria-pressed:text-ink"
              >
                Side by side
              </Button>
            </div>
          </div>
          {mayRestore && !paragraphId && (
            <div lang="en" className="flex flex-wrap gap-2 pt-3">
              {[...new Set([shown.from, shown.to])]
                .filter((version) => version !== now.version)
                .map((version) => (
                  <Button key={version} size="sm" onClick={() => setWanted({ version })}>
                    Restore version {version}…
                  </Button>
                ))}
            </div>
          )}
          {pair.state === "failed" && (
            <p lang="en" role="alert" className="py-6 text-base text-ink-soft">
              {pair.error}{" "}
              <button type="button" className="underline underline-offset-3" onClick={pair.retry}>
                Try again
              </button>
            </p>
          )}
          {pair.state === "here" && rows.length === 0 && (
            <p lang="en" className="py-6 text-base text-ink-soft">
              {shown.from === shown.to
                ? "The manuscript as it came in. Nothing stands before it."
                : paragraphId
                  ? "This paragraph reads the same in both."
                  : "Both read the same."}
            </p>
          )}
          {rows.map((row) => (
            <Compared key={row.id} row={row} sideBySide={sideBySide}>
              <div
                lang="en"
                className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm empty:hidden"
              >
                {mayRestore && (
                  <RestoreRow row={row} shown={shown} now={paragraphs.get(row.id)} onWant={setWanted} />
                )}
                {!paragraphId && (
                  <a
                    href={`/articles/${articleId}/history?paragraph=${row.id}`}
                    className="text-ink-soft underline decoration-edge underline-offset-3 hover:text-ink pointer-coarse:py-2"
                  >
                    History of this paragraph
                  </a>
                )}
              </div>
            </Compared>
          ))}
        </section>
      </div>
      {wanted && (
        <Suspense fallback={null}>
          <RestoreDialog
            articleId={articleId}
            versions={versions}
            wanted={wanted}
            onClose={() => setWanted(null)}
            onRestored={(version) => void afterRestore(version)}
          />
        </Suspense>
      )}
    </main>
  );
}

const ordered = (one: number, other: number): Stretch => ({
  from: Math.min(one, other),
  to: Math.max(one, other),
});

function firstStretch({ revisions }: RevisionsDto): Stretch {
  const newest = revisions[0];
  return newest ? stretchOf(newest) : { from: 1, to: 1 };
}

function Filtered({ articleId, paragraph }: { articleId: string; paragraph: ParagraphDto | undefined }) {
  return (
    <p className="mt-1.5 text-base text-ink-soft">
      Of one paragraph: {paragraph ? <q dir="auto">{openingWords(paragraph, 70)}</q> : "one that is gone"}.{" "}
      <a href={`/articles/${articleId}/history`} className="text-accent underline underline-offset-3">
        Of the whole article
      </a>
    </p>
  );
}

interface VersionChoiceProps {
  label: string;
  value: number;
  revisions: readonly RevisionDto[];
  onChoose: (version: number) => void;
}

function VersionChoice({ label, value, revisions, onChoose }: VersionChoiceProps) {
  const { now, timeZone } = usePageClock();
  const isListed = revisions.some(({ version }) => version === value);
  return (
    <label className="flex min-w-0 flex-col gap-1 text-xs text-ink-faint">
      {label}
      <select
        value={value}
        onChange={({ target }) => onChoose(Number(target.value))}
        className="min-h-8 max-w-72 truncate rounded-md border border-edge bg-paper px-2 text-sm text-ink pointer-coarse:min-h-11"
      >
        {!isListed && <option value={value}>Version {value}</option>}
        {revisions.map(({ version, at, actor }) => (
          <option key={version} value={version}>
            Version {version} · {dayAndTime(Date.parse(at), now, timeZone)} · {actor.name}
          </option>
        ))}
      </select>
    </label>
  );
}

interface RestoreRowProps {
  row: ComparedParagraph;
  shown: Stretch;
  now: ParagraphDto | undefined;
  onWant: (wanted: Wanted) => void;
}

/** The ways back of one paragraph: to either wording that is not how it reads now. */
function RestoreRow({ row: { id, before, after }, shown, now, onWant }: RestoreRowProps) {
  const differs = (then: ParagraphDto | null) => then !== null && (!now || !isSame(then, now));
  if (!differs(before) && !differs(after)) return null;
  return (
    <>
      {differs(before) && (
        <Button size="sm" onClick={() => onWant({ version: shown.from, paragraphId: id })}>
          {after ? "Restore the old wording…" : "Put it back…"}
        </Button>
      )}
      {differs(after) && (
        <Button size="sm" onClick={() => onWant({ version: shown.to, paragraphId: id })}>
          Restore the new wording…
        </Button>
      )}
    </>
  );
}

function isSame(one: ParagraphDto, other: ParagraphDto): boolean {
  return !compareParagraphs([one], [other])[0]!.changed;
}
