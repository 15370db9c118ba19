"use client";

import { useClock } from "./clock";
import { classNames } from "./class-names";
import { dueWords, exactTime } from "./dates";

/** A deadline as a person says it: "today 18:00", "overdue since yesterday 18:00". */
export function DueTime({ at, className }: { at: string; className?: string }) {
  const { now, timeZone } = useClock();
  const moment = Date.parse(at);
  const { words, overdue, soon } = dueWords(moment, now, timeZone);
  return (
    <time
      dateTime={at}
      title={exactTime(moment, timeZone)}
      className={classNames(overdue ? "text-warning" : soon ? "text-ink" : "text-ink-soft", className)}
    >
      {words}
    </time>
  );
}
