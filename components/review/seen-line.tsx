"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";
import { useClock } from "../ui/clock";
import { dayAndTime } from "../ui/dates";
import { useArticle, useReview } from "./context";
import { scrollToElement } from "./scroll";
import { newThings, type NewThing, type SeenState } from "./seen";

/** Two seconds in view are a look, ms; and this much of it, or of the window. */
const DWELL = 2_000;
const IN_VIEW = 0.6;

export function useSeen(): SeenState {
  const { seen } = useReview();
  return useSyncExternalStore(seen.subscribe, seen.getSnapshot, seen.getSnapshot);
}

/** "3 paragraphs and 2 flags changed since you last looked, yesterday 18:40", with the way through them. */
export function SeenLine() {
  const { seen, store, nextNew } = useReview();
  const state = useSeen();
  const article = useArticle(store);
  const { now, timeZone } = useClock();
  useDwell(state);
  const things = newThings(state, article);
  // Once there was something it stays, so that the text under it does not jump.
  if (state.since === null || state.paragraphs.size + state.flags.size === 0) return null;
  const since = dayAndTime(Date.parse(state.since), now, timeZone);
  return (
    <p className="seen-line" data-screen>
      {things.length === 0 ? (
        <>You have seen all that changed since {since}.</>
      ) : (
        <>
          <span>
            {countWords(things)} changed since you last looked, {since}:
          </span>{" "}
          <button type="button" className="link-button" onClick={nextNew}>
            next
          </button>{" "}
          <span aria-hidden="true">/</span>{" "}
          <button type="button" className="link-button" onClick={() => seen.seeAll()}>
            mark all as seen
          </button>
        </>
      )}
    </p>
  );
}

function countWords(things: readonly NewThing[]): string {
  const count = (wanted: NewThing["type"]) => things.filter(({ type }) => type === wanted).length;
  const words = (number: number, word: string) =>
    number === 0 ? [] : [`${number} ${word}${number === 1 ? "" : "s"}`];
  return [...words(count("paragraph"), "paragraph"), ...words(count("flag"), "flag")].join(" and ");
}

/** Brings a new thing into view. */
export function scrollToNew({ type, id }: NewThing): void {
  const target = document.getElementById(`${type === "paragraph" ? "p" : "note"}-${id}`);
  if (target) scrollToElement(target, "smooth");
}

/** What stays in view for a while has been seen. */
function useDwell(state: SeenState): void {
  const { seen } = useReview();
  const timers = useRef(new Map<Element, ReturnType<typeof setTimeout>>());
  useEffect(() => {
    const running = timers.current;
    const forget = (element: Element) => {
      clearTimeout(running.get(element));
      running.delete(element);
    };
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, intersectionRatio, intersectionRect, rootBounds } of entries) {
          const fills = rootBounds !== null && intersectionRect.height > rootBounds.height * IN_VIEW;
          if (intersectionRatio < IN_VIEW && !fills) forget(target);
          else if (!running.has(target))
            running.set(
              target,
              setTimeout(() => {
                running.delete(target);
                const thing = thingOf(target);
                if (thing && document.visibilityState === "visible") seen.see([thing]);
              }, DWELL),
            );
        }
      },
      { threshold: [0, 0.25, IN_VIEW, 1] },
    );
    for (const element of document.querySelectorAll("[data-new='true']")) observer.observe(element);
    return () => {
      observer.disconnect();
      for (const element of [...running.keys()]) forget(element);
    };
  }, [seen, state]);
}

function thingOf(element: Element): NewThing | null {
  if (!(element instanceof HTMLElement)) return null;
  const { paragraph, note } = element.dataset;
  if (paragraph) return { type: "paragraph", id: paragraph };
  return note ? { type: "flag", id: note } : null;
}
