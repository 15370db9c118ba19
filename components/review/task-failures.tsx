"use client";

import { useReview, useTasks } from "./context";
import { Difference } from "./difference";
import { failureWords, textsOf } from "./failure-words";

/** What of this flag could not be sent, said where it happened, with both texts where there are two and the next step. */
export function TaskFailures({ flagId }: { flagId: string }) {
  const { store } = useReview();
  const failed = useTasks(store).filter((task) => task.flagId === flagId && task.state !== "sending");
  return (
    <div role="alert" className="failures">
      {failed.map((task) => {
        const texts = textsOf(task.details);
        return (
          <div key={task.id} className="failure">
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
              {task.state === "waiting" && (
                <button type="button" className="link-button" onClick={task.retry}>
                  Send again
                </button>
              )}
              <button type="button" className="link-button" onClick={task.discard}>
                {task.state === "waiting" || task.keep ? "Throw away" : "Understood"}
              </button>
            </p>
          </div>
        );
      })}
    </div>
  );
}
