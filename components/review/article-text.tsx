"use client";

import { memo, useEffect, useMemo, useRef, type RefObject } from "react";
import type { Citations } from "@/domain/article/citations";
import type { FlagDto, ParagraphDto } from "@/domain/contract";
import type { Composing } from "./context";
import { useReview } from "./context";
import { keptPlace } from "./kept-place";
import { Paragraph, PENDING } from "./paragraph";
import { useSeen } from "./seen-line";

interface ArticleTextProps {
  ref: RefObject<HTMLDivElement | null>;
  paragraphs: readonly ParagraphDto[];
  flagsOf: ReadonlyMap<string, readonly FlagDto[]>;
  citations: Citations;
  focused: FlagDto | null;
  tabStop: FlagDto | null;
  composing: Composing | null;
  /** Begins to write where the selection is: for whom a press in the text means that. */
  onWrite: (() => void) | null;
}

const NO_FLAGS: readonly FlagDto[] = [];

/** The flags under a place of the page, the smallest last. */
function flagsAt(target: EventTarget | null): string[] {
  const ids: string[] = [];
  for (
    let element = target instanceof Element ? target.closest<HTMLElement>("[data-flags]") : null;
    element;
    element = element.parentElement?.closest<HTMLElement>("[data-flags]") ?? null
  )
    ids.unshift(...(element.dataset.flags ?? "").split(" "));
  return [...new Set(ids)].filter((id) => id && id !== PENDING);
}

/** The article for reading and flagging. Whoever writes gets the editor over the same type instead. */
export const ArticleText = memo(function ArticleText(props: ArticleTextProps) {
  const { ref, paragraphs, flagsOf, citations, focused, tabStop, composing, onWrite } = props;
  const { focus } = useReview();
  const { paragraphs: newParagraphs } = useSeen();
  const focusedId = useRef<string | null>(null);
  useEffect(() => {
    focusedId.current = focused?.id ?? null;
  }, [focused]);

  // One listener for all the words: a press on flagged words brings the flag into focus, and the next one under
  // it when pressed again. Beside any an author's mouse begins to write, with the note in focus still beside it: a
  // finger rather scrolls. Everybody else's press lets go.
  useEffect(() => {
    const root = ref.current;
    if (!root) return;
    let isMouse = false;
    const onPointerDown = ({ pointerType }: PointerEvent) => {
      isMouse = pointerType === "mouse";
    };
    const onClick = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest("a[href]")) return;
      if (!window.getSelection()?.isCollapsed || event.detail > 1) return;
      const ids = flagsAt(event.target);
      const at = ids.indexOf(focusedId.current ?? "");
      const next = at === -1 ? ids.at(-1) : ids.at(at - 1);
      if (!next && onWrite && isMouse) onWrite();
      else focus(next ?? null);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.key !== "Enter" || !(target instanceof HTMLElement) || !target.dataset.flags) return;
      const ids = flagsAt(event.target);
      const id = ids.find((one) => one === target.getAttribute("aria-details")?.slice("note-".length));
      focus(id ?? ids.at(-1) ?? null, { keyboard: true });
      event.preventDefault();
    };
    root.addEventListener("pointerdown", onPointerDown);
    root.addEventListener("click", onClick);
    root.addEventListener("keydown", onKeyDown);
    return () => {
      root.removeEventListener("pointerdown", onPointerDown);
      root.removeEventListener("click", onClick);
      root.removeEventListener("keydown", onKeyDown);
    };
  }, [ref, focus, onWrite]);

  const composed = paragraphs.find(({ id }) => id === composing?.paragraphId)?.text;
  // Shown where the words stand while others write; the flag itself goes out as it was begun, and the server finds it.
  const pending = useMemo(() => {
    const place = composing && composed !== undefined ? keptPlace(composing, composing.text, composed) : null;
    return place && { kind: composing!.kind, ...place };
  }, [composing, composed]);
  return (
    <div ref={ref} className="article" data-article>
      {paragraphs.map((paragraph) => (
        <Paragraph
          key={paragraph.id}
          paragraph={paragraph}
          flags={flagsOf.get(paragraph.id) ?? NO_FLAGS}
          citations={citations}
          isNew={newParagraphs.get(paragraph.id)}
          focusedId={focused?.paragraphId === paragraph.id ? focused.id : null}
          tabStopId={tabStop?.paragraphId === paragraph.id ? tabStop.id : null}
          pending={composing?.paragraphId === paragraph.id ? pending : null}
        />
      ))}
    </div>
  );
});
