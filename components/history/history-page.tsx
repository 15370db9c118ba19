"use client";

import { Suspense, useMemo, useRef, useState } from "react";
import type { CitationStyle } from "@/domain/article/citations";
import type { RestoredDto, TimelineDto, VersionDto } from "@/domain/contract";
import { BackLink } from "../ui/back-link";
import { later } from "../ui/later";
import { notify } from "../ui/toast";
import { HistoryContext, useHistory, useHistoryState, useParagraphs } from "./context";
import { DifferencePane } from "./difference-pane";
import { historyApi } from "./history-api";
import { HistoryStore } from "./history-store";
import type { Wanted } from "./restore-dialog";
import { stretchOf, type Stretch } from "./stretch";
import { Timeline } from "./timeline";
import { useHeldHistory, useHistoryLive } from "./use-history-live";
import { openingWords } from "./words";
import "./history.css";

const RestoreDialog = later(() => import("./restore-dialog"));

interface HistoryPageProps extends ContentsProps {
  articleId: string;
  actorId: string;
  /** The VersionDto that stands now, as JSON: read faster than React's own format. */
  current: string;
  timeline: TimelineDto;
  lastEventId: string;
  /** The history of this paragraph only. */
  paragraphId: string | null;
  mayRestore: boolean;
  citationStyle: CitationStyle;
}

/** Who changed what of the text, when and why: any two states of it next to each other, and the way back. */
export function HistoryPage(props: HistoryPageProps) {
  const { articleId, current, timeline, lastEventId, paragraphId, mayRestore, citationStyle } = props;
  const [store] = useState(
    () =>
      new HistoryStore(historyApi(articleId, paragraphId), {
        current: JSON.parse(current) as VersionDto,
        timeline,
        lastEventId,
      }),
  );
  const services = useMemo(
    () => ({ articleId, store, paragraphId, mayRestore, citationStyle }),
    [articleId, store, paragraphId, mayRestore, citationStyle],
  );
  return (
    <HistoryContext value={services}>
      <Contents {...props} />
    </HistoryContext>
  );
}

interface ContentsProps {
  actorId: string;
  /** What the live feed need not tell again (server/changes.ts). */
  horizon: string;
  title: string;
  language: string;
  /** The two states that the address names. */
  stretch: Stretch | null;
}

function Contents({ actorId, horizon, title, language, stretch }: ContentsProps) {
  const { articleId, store, paragraphId } = useHistory();
  const state = useHistoryState();
  const live = useHistoryLive(store, { articleId, actorId, horizon });
  useHeldHistory(store, state);
  const [shown, setShown] = useState<Stretch>(
    () => stretch ?? stretchOf(state.entries[0] ?? { first: 1, last: 1 }),
  );
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  const show = (next: Stretch) => {
    setShown(next);
    const query = new URLSearchParams(location.search);
    query.set("from", String(next.from));
    query.set("to", String(next.to));
    window.history.replaceState(null, "", `${location.pathname}?${query}`);
  };
  const afterRestore = ({ version, change }: RestoredDto) => {
    notify(wanted?.paragraphId ? "The paragraph is restored." : "The text is restored.");
    setWanted(null);
    store.receiveChange(change);
    show(stretchOf({ first: version, last: version }));
    heading.current?.focus();
  };

  return (
    <main id="main" tabIndex={-1} className="history mx-auto w-full max-w-[76rem] px-5 pt-8 pb-20">
      <BackLink articleId={articleId} title={title} />
      <div className="mt-3 flex items-baseline justify-between gap-4">
        <h1 ref={heading} tabIndex={-1} className="font-serif text-2xl outline-none">
          History
        </h1>
        <p role="status" className="text-sm text-warning">
          {live === "reconnecting" && "Reconnecting…"}
        </p>
      </div>
      {paragraphId && <Filtered paragraphId={paragraphId} />}
      <div className="history-columns mt-6">
        <section aria-label="Time line" className="history-times">
          <Timeline shown={shown} onShow={show} />
        </section>
        <DifferencePane language={language} shown={shown} onShow={show} onRestore={setWanted} />
      </div>
      {wanted && (
        <Suspense fallback={null}>
          <RestoreDialog wanted={wanted} onClose={() => setWanted(null)} onRestored={afterRestore} />
        </Suspense>
      )}
    </main>
  );
}

function Filtered({ paragraphId }: { paragraphId: string }) {
  const { articleId } = useHistory();
  const paragraph = useParagraphs().get(paragraphId);
  return (
    <p className="mt-1.5 text-base text-ink-soft">
      Of one paragraph: {paragraph ? <q dir="auto">{openingWords(paragraph, 70)}</q> : "one that is gone"}.{" "}
      <a href={`/articles/${articleId}/history`} className="text-accent underline underline-offset-3">
        Of the whole article
      </a>
    </p>
  );
}
