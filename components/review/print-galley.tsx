"use client";

import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import type { Citations } from "@/domain/article/citations";
import type { FlagDto, ParagraphDto } from "@/domain/contract";
import { entryWords, KIND_WORDS } from "@/domain/flag/words";
import { stateWords } from "./note-words";
import { Paragraph } from "./paragraph";

/** True while the page is being printed: what is only for paper is not on the page before. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    // The pages are counted as soon as the event is over, so what is for paper has to stand by then.
    const show = (on: boolean) => flushSync(() => setPrinting(on));
    const begin = () => show(true);
    const end = () => show(false);
    const media = window.matchMedia("print");
    const change = () => show(media.matches);
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    media.addEventListener("change", change);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
      media.removeEventListener("change", change);
    };
  }, []);
  return isPrinting;
}

interface PrintGalleyProps {
  paragraphs: readonly ParagraphDto[];
  /** In text order, by paragraph. */
  flagsOf: ReadonlyMap<string, readonly FlagDto[]>;
  detached: readonly FlagDto[];
  citations: Citations;
}

/** The galley on paper: the text, and beside every paragraph its notes, numbered through. */
export function PrintGalley(props: PrintGalleyProps) {
  return usePrinting() ? <Galley {...props} /> : null;
}

function Galley({ paragraphs, flagsOf, detached, citations }: PrintGalleyProps) {
  const flags = [...paragraphs.flatMap(({ id }) => flagsOf.get(id) ?? []), ...detached];
  const numberOf = new Map(flags.map(({ id }, index) => [id, index + 1]));
  return (
    <div className="galley">
      {paragraphs.map((paragraph) => {
        const notes = flagsOf.get(paragraph.id) ?? [];
        return (
          <div key={paragraph.id} className="galley-row">
            <div className="article">
              <Paragraph
                paragraph={paragraph}
                flags={notes}
                citations={citations}
                focusedId={null}
                tabStopId={null}
                pending={null}
                noteNumbers={numberOf}
              />
            </div>
            <Notes flags={notes} numberOf={numberOf} />
          </div>
        );
      })}
      {detached.length > 0 && (
        <div className="galley-row">
          <p className="label">Their words are gone</p>
          <Notes flags={detached} numberOf={numberOf} />
        </div>
      )}
    </div>
  );
}

function Notes({ flags, numberOf }: { flags: readonly FlagDto[]; numberOf: ReadonlyMap<string, number> }) {
  return (
    <ol className="galley-notes">
      {flags.map((flag) => (
        <li key={flag.id}>
          <b>{numberOf.get(flag.id)}</b> {KIND_WORDS[flag.kind]}
          {stateWords(flag) && `, ${stateWords(flag)}`}.{" "}
          {flag.replacement !== null && (
            <>
              <del>{flag.anchor.quote}</del> → <ins>{flag.replacement || "nothing"}</ins>.{" "}
            </>
          )}
          {flag.thread
            .filter(({ type, body }) => body || type === "resolved")
            .map((entry) => (
              <span key={entry.id} dir="auto">
                {entry.actor.name}
                {entry.type === "reply" || entry.type === "raised" ? "" : ` ${entryWords(entry)}`}
                {entry.body ? `: ${entry.body}` : "."}{" "}
              </span>
            ))}
        </li>
      ))}
    </ol>
  );
}
