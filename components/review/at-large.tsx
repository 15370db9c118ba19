"use client";

import { useArticle, useReview, useTasks } from "./context";
import { AtLargeList } from "./on-demand";
import { isAtLarge } from "./task-place";

/** What waits or failed of all that this person did, where it belongs to no one flag: at the head of the review. */
export function AtLarge() {
  const { store } = useReview();
  const { flags } = useArticle(store);
  const tasks = useTasks(store).filter((task) => task.state !== "sending" && isAtLarge(task, flags));
  return tasks.length === 0 ? null : <AtLargeList tasks={tasks} />;
}
