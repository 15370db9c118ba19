"use client";

import { useClock } from "./clock";
import { exactTime, pastWords } from "./dates";

/** When something happened, as a person says it; exact on hover and for machines. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const { now, timeZone } = useClock();
  const moment = Date.parse(at);
  return (
    <time dateTime={at} title={exactTime(moment, timeZone)} className={className}>
      {pastWords(moment, now, timeZone)}
    </time>
  );
}
