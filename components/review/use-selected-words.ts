"use client";

import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { ParagraphDto } from "@/domain/contract";
import { keptPlace } from "./kept-place";
import { placeOf, readSelection, trimRange, type SelectedWords } from "./selection";

export interface SelectedPlace extends SelectedWords {
  /** Where the words are on screen, px from the window's corner. */
  box: { top: number; left: number; width: number; height: number };
}

/** The words now selected in an article, without white space at their ends; null when there are none. */
export function currentWords(
  root: HTMLElement | null,
  paragraphs: readonly ParagraphDto[],
): SelectedPlace | null {
  const selection = window.getSelection();
  const words = root && readSelection(root, selection);
  if (!words || !selection) return null;
  const text = paragraphs.find(({ id }) => id === words.paragraphId)?.text ?? "";
  const { start, end } = trimRange(text, words.start, words.end);
  if (start >= end) return null;
  const { top, left, width, height } = selection.getRangeAt(0).getBoundingClientRect();
  return { ...words, start, end, box: { top, left, width, height } };
}

/**
 * The words selected in the article, once the pointer is up: a selection that is still being made is nobody's
 * business. By keyboard and by touch handles it is taken as it changes.
 */
export function useSelectedWords(
  root: RefObject<HTMLElement | null>,
  paragraphs: readonly ParagraphDto[],
): [SelectedPlace | null, () => void] {
  const [words, setWords] = useState<SelectedPlace | null>(null);
  useKeptSelection(root, paragraphs);
  useEffect(() => {
    let isMouseDown = false;
    let frame = 0;
    const read = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (!isMouseDown) setWords(currentWords(root.current, paragraphs));
      });
    };
    const onPointerDown = (event: PointerEvent) => {
      isMouseDown = event.pointerType === "mouse" && event.button === 0;
    };
    const onPointerUp = () => {
      isMouseDown = false;
      read();
    };
    document.addEventListener("selectionchange", read);
    document.addEventListener("pointerdown", onPointerDown);
    document.addEventListener("pointerup", onPointerUp);
    document.addEventListener("pointercancel", onPointerUp);
    window.addEventListener("scroll", read, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener("selectionchange", read);
      document.removeEventListener("pointerdown", onPointerDown);
      document.removeEventListener("pointerup", onPointerUp);
      document.removeEventListener("pointercancel", onPointerUp);
      window.removeEventListener("scroll", read);
    };
  }, [root, paragraphs]);
  const letGo = () => {
    window.getSelection()?.removeAllRanges();
    setWords(null);
  };
  return [words, letGo];
}

/**
 * When others write in the paragraph whose words are selected, its text is put in anew, and the browser lets the
 * selection go: it is put on the same words again. Where these themselves were changed it is gone.
 */
function useKeptSelection(root: RefObject<HTMLElement | null>, paragraphs: readonly ParagraphDto[]): void {
  const selected = useRef<SelectedWords | null>(null);
  const before = useRef(paragraphs);
  useEffect(() => {
    const read = () => {
      selected.current = root.current && readSelection(root.current, window.getSelection());
    };
    document.addEventListener("selectionchange", read);
    return () => document.removeEventListener("selectionchange", read);
  }, [root]);
  useLayoutEffect(() => {
    const [words, was] = [selected.current, before.current];
    before.current = paragraphs;
    if (!words || was === paragraphs) return;
    const textIn = (of: readonly ParagraphDto[]) => of.find(({ id }) => id === words.paragraphId)?.text;
    const [old, now] = [textIn(was), textIn(paragraphs)];
    const paragraph = root.current?.querySelector(`[data-paragraph="${words.paragraphId}"]`);
    if (old === undefined || now === undefined || old === now || !paragraph) return;
    const place = keptPlace(words, old, now);
    if (!place) return;
    const [from, to] = [placeOf(paragraph, place.start), placeOf(paragraph, place.end)];
    window.getSelection()?.setBaseAndExtent(from.node as Node, from.offset, to.node as Node, to.offset);
  }, [root, paragraphs]);
}
