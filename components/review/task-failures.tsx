"use client";

import { useReview, useTasks } from "./context";
import { Difference } from "./difference";
import { readDraft } from "./drafts";
import { failureWords, textsOf } from "./failure-words";
import { leftOf } from "./article-deeds";
import { LEFT } from "./outbox";
import type { Task } from "./tasks";
import { draftStorage, useDraftsCount } from "./use-draft";

/** What of this flag or reference could not be sent, said where it happened, with the next step. */
export function TaskFailures({ about }: { about: string }) {
  const { store } = useReview();
  const failed = useTasks(store).filter((task) => task.about.includes(about) && task.state !== "sending");
  return (
    <div role="alert" className="failures">
      {failed.map((task) =>
        task.code === LEFT ? (
          <p key={task.id} className="failure">
            Left as it is. {leftOf(task).find(({ flagId }) => flagId === about)?.reason}
          </p>
        ) : (
          <TaskFailure key={task.id} task={task} />
        ),
      )}
    </div>
  );
}

interface TaskFailureProps {
  task: Task;
  /** What was entered for it is in its form again. */
  onTakenBack?: () => void;
}

/** What waits or failed, with both texts where there are two, and the next step. */
export function TaskFailure({ task, onTakenBack }: TaskFailureProps) {
  const texts = textsOf(task.details);
  // Where something else is being written in that form, this waits for its turn.
  const isFormFree =
    useDraftsCount() > 0 &&
    task.enteredIn !== undefined &&
    readDraft(draftStorage(), task.enteredIn) === null;
  const losesWords = task.state === "waiting" || task.keep || task.enteredIn !== undefined;
  return (
    <div className="failure">
      <p>{failureWords(task)}</p>
      {task.words && (
        <blockquote className="failure-words" dir="auto">
          {task.words}
        </blockquote>
      )}
      {texts && (
        <p className="failure-texts" dir="auto">
          <Difference before={texts.quote} after={texts.current} />
        </p>
      )}
      <p className="failure-steps">
        {task.code === "unauthenticated" && (
          // A whole new page: who signs in may be somebody else.
          <a
            className="link-button"
            href={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`}
          >
            Sign in
          </a>
        )}
        {task.state === "waiting" && (
          <button type="button" className="link-button" onClick={task.retry}>
            Send again
          </button>
        )}
        {isFormFree && (
          <button
            type="button"
            className="link-button"
            onClick={() => {
              task.takeBack();
              onTakenBack?.();
            }}
          >
            Change it
          </button>
        )}
        <button type="button" className="link-button" onClick={task.discard}>
          {losesWords ? "Throw away" : "Understood"}
        </button>
      </p>
    </div>
  );
}
