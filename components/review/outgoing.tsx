"use client";

import { useReview, useTasks } from "./context";
import type { Task } from "./tasks";

/** How much of what this person did is not with the desk yet; a press leads to the first of it. */
export function Outgoing() {
  const { store, focus } = useReview();
  const tasks = useTasks(store);
  const [waiting, failed] = (["waiting", "failed"] as const).map((wanted) =>
    tasks.filter(({ state }) => state === wanted),
  );
  const lead = (words: string, [first]: readonly Task[] = []) =>
    first && (
      <button type="button" className="link-button" onClick={() => focus(first.flagId, { scroll: true })}>
        {words}
      </button>
    );
  return (
    <>
      {lead(waitingWords(waiting!.length), waiting)}
      {lead(failedWords(failed!.length), failed)}
    </>
  );
}

const waitingWords = (count: number) =>
  count === 1 ? "1 thing waits to be sent" : `${count} things wait to be sent`;
const failedWords = (count: number) => `${count} did not go through`;
