"use client";

import { useReview, useTasks } from "./context";
import { LEFT } from "./outbox";
import { AT_LARGE, isAtLarge } from "./task-place";
import type { Task } from "./tasks";

/** How much of what this person did is not with the desk yet; a press leads to the first of it. */
export function Outgoing() {
  const { store, focus } = useReview();
  const tasks = useTasks(store);
  const lead = (wordsOf: (count: number) => string, those: readonly Task[]) => {
    const [first] = those;
    if (!first) return null;
    const go = () => {
      if (isAtLarge(first, store.getSnapshot().flags)) document.getElementById(AT_LARGE)?.focus();
      else focus(first.about[0]!, { scroll: true });
    };
    return (
      <button type="button" className="link-button" onClick={go}>
        {wordsOf(those.length)}
      </button>
    );
  };
  const failed = tasks.filter(({ state }) => state === "failed");
  return (
    <>
      {lead(
        waitingWords,
        tasks.filter(({ state }) => state === "waiting"),
      )}
      {lead(
        (count) => `${count} did not go through`,
        failed.filter(({ code }) => code !== LEFT),
      )}
      {lead(
        (count) => `${count} done in part`,
        failed.filter(({ code }) => code === LEFT),
      )}
    </>
  );
}

const waitingWords = (count: number) =>
  count === 1 ? "1 thing waits to be sent" : `${count} things wait to be sent`;
