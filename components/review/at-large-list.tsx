"use client";

import { useReview } from "./context";
import { leftOf } from "./article-deeds";
import { noteTitle } from "./note-words";
import { LEFT } from "./outbox";
import { TaskFailure } from "./task-failures";
import { AT_LARGE } from "./task-place";
import type { Task } from "./tasks";

/** Each with why it waits or failed, and the next step. */
export default function AtLargeList({ tasks }: { tasks: readonly Task[] }) {
  const { openDialog } = useReview();
  return (
    <section
      id={AT_LARGE}
      tabIndex={-1}
      className="unsent at-large"
      aria-label="Not with the desk yet"
      data-screen
    >
      <div role="alert">
        {tasks.map((task) =>
          task.code === LEFT ? (
            <LeftOver key={task.id} task={task} />
          ) : (
            <TaskFailure key={task.id} task={task} onTakenBack={() => openDialog("references")} />
          ),
        )}
      </div>
    </section>
  );
}

/** What of many was left as it is, each with its reason and a way there. */
function LeftOver({ task }: { task: Task }) {
  const { focus, store } = useReview();
  const flags = new Map(store.getSnapshot().flags.map((flag) => [flag.id, flag]));
  return (
    <div className="failure">
      <p>{task.message}</p>
      <ul>
        {leftOf(task).map(({ flagId, reason }) => {
          const flag = flags.get(flagId);
          return (
            <li key={flagId}>
              {flag && (
                <button
                  type="button"
                  className="link-button"
                  dir="auto"
                  onClick={() => focus(flagId, { scroll: true, keyboard: true })}
                >
                  {noteTitle(flag)}
                </button>
              )}{" "}
              {reason}
            </li>
          );
        })}
      </ul>
      <p className="failure-steps">
        <button type="button" className="link-button" onClick={task.discard}>
          Understood
        </button>
      </p>
    </div>
  );
}
