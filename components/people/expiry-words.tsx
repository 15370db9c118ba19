"use client";

import { useClock } from "../ui/clock";
import { dueWords, exactTime } from "../ui/dates";

/** Until when a link can be used. */
export function ExpiryWords({ at }: { at: string }) {
  const { now, timeZone } = useClock();
  const moment = Date.parse(at);
  return (
    <time dateTime={at} title={exactTime(moment, timeZone)}>
      {moment < now ? "run out" : `until ${dueWords(moment, now, timeZone).words}`}
    </time>
  );
}
