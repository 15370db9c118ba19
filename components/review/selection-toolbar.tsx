"use client";

import { useLayoutEffect, useRef, type PointerEvent } from "react";
import type { FlagKind } from "@/domain/flag/kinds";
import { KIND_WORDS } from "@/domain/flag/words";
import { Kbd } from "../ui/kbd";
import { PencilMark } from "../ui/pencil-mark";
import { place } from "../ui/place";
import type { SelectedPlace } from "./use-selected-words";

const KIND_KEYS: Record<FlagKind, string> = {
  typo: "t",
  fact_check: "f",
  citation: "c",
  comment: "m",
};

interface SelectionToolbarProps {
  words: SelectedPlace;
  kinds: readonly FlagKind[];
  /** A detached flag waits to be put on words. */
  placing: boolean;
  onChoose: (kind: FlagKind) => void;
  onPlace: () => void;
}

/** Stands over selected words; on a phone at the foot of the window, above the keyboard. */
export default function SelectionToolbar({
  words,
  kinds,
  placing,
  onChoose,
  onPlace,
}: SelectionToolbarProps) {
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = bar.current;
    if (!element || getComputedStyle(element).bottom === "0px") return;
    const { top, left } = place(
      words.box,
      { width: element.offsetWidth, height: element.offsetHeight },
      { width: document.documentElement.clientWidth, height: window.innerHeight },
      { align: "centre", side: "above" },
    );
    element.style.top = `${Math.round(top)}px`;
    element.style.left = `${Math.round(left)}px`;
  }, [words]);
  // A press must not take the selection away.
  const keep = (event: PointerEvent) => event.preventDefault();
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label="Flag the selected words"
      className="selection-bar rise"
      data-screen
    >
      {placing ? (
        <button type="button" onPointerDown={keep} onClick={onPlace}>
          Put it here
        </button>
      ) : (
        kinds.map((kind) => (
          <button key={kind} type="button" onPointerDown={keep} onClick={() => onChoose(kind)}>
            <PencilMark kind={kind} />
            {KIND_WORDS[kind]}
            <Kbd>{KIND_KEYS[kind]}</Kbd>
          </button>
        ))
      )}
      {words.clipped && <span className="selection-note">First paragraph only</span>}
    </div>
  );
}
