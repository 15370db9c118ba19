/*
 * Dates as a person says them, in one zone. Pure: the moment is passed in.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formatters = new Map<string, Intl.DateTimeFormat>();

function format(at: number, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  const key = timeZone + JSON.stringify(options);
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-GB", { timeZone, ...options });
    formatters.set(key, formatter);
  }
  return formatter.format(at);
}

const QUARTER = 15 * MINUTE;
const dayNumbers = new Map<string, number>();

/**
 * Calendar days from 1970 in that zone: equal for two moments of one day. Kept by the quarter of an hour, because no
 * zone's day begins within one, and a page may have hundreds of dates.
 */
function dayNumber(at: number, timeZone: string): number {
  const key = `${Math.floor(at / QUARTER)} ${timeZone}`;
  const known = dayNumbers.get(key);
  if (known !== undefined) return known;
  const [day, month, year] = format(at, timeZone, { day: "2-digit", month: "2-digit", year: "numeric" })
    .split("/")
    .map(Number) as [number, number, number];
  const number = Date.UTC(year, month - 1, day) / DAY;
  if (dayNumbers.size > 5_000) dayNumbers.clear();
  dayNumbers.set(key, number);
  return number;
}

const clockTime = (at: number, timeZone: string) =>
  format(at, timeZone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** "23 November 2026 at 18:00 GMT": for the tooltip. */
export function exactTime(at: number, timeZone: string): string {
  return format(at, timeZone, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
}

function dayWords(at: number, now: number, timeZone: string): string {
  const days = dayNumber(at, timeZone) - dayNumber(now, timeZone);
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  if (days > 1 && days < 7) return format(at, timeZone, { weekday: "long" });
  const sameYear = format(at, timeZone, { year: "numeric" }) === format(now, timeZone, { year: "numeric" });
  return format(at, timeZone, { day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) });
}

/** Something that happened: "just now", "5 min ago", "today 14:05", "yesterday 18:00", "3 Nov". */
export function pastWords(at: number, now: number, timeZone: string): string {
  const ago = now - at;
  if (ago < MINUTE) return "just now";
  if (ago < HOUR) return `${Math.floor(ago / MINUTE)} min ago`;
  return dayAndTime(at, now, timeZone);
}

/** The same without counting minutes, so that it stays true for a day: "today 14:05", "yesterday 18:00", "3 Nov". */
export function dayAndTime(at: number, now: number, timeZone: string): string {
  const days = dayNumber(now, timeZone) - dayNumber(at, timeZone);
  if (days <= 1) return `${dayWords(at, now, timeZone)} ${clockTime(at, timeZone)}`;
  return days < 7 ? format(at, timeZone, { weekday: "long" }) : dayWords(at, now, timeZone);
}

export interface DueWords {
  words: string;
  overdue: boolean;
  /** Within the next 24 hours. */
  soon: boolean;
}

/** A deadline: "today 18:00", "Friday 9:00", "overdue since yesterday 18:00". */
export function dueWords(due: number, now: number, timeZone: string): DueWords {
  const moment = `${dayWords(due, now, timeZone)} ${clockTime(due, timeZone)}`;
  const overdue = due < now;
  return { words: overdue ? `overdue since ${moment}` : moment, overdue, soon: !overdue && due - now < DAY };
}

/** Minutes the zone is ahead of UTC at that moment. */
function zoneOffset(at: number, timeZone: string): number {
  const parts = format(at, timeZone, {
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).match(/\d+/g)!;
  const [day, month, year, hour, minute] = parts.map(Number) as [number, number, number, number, number];
  return (Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / MINUTE) * MINUTE) / MINUTE;
}

/** The moment a `datetime-local` field means in that zone, as ISO 8601 in UTC; null for an empty field. */
export function fieldToIso(value: string, timeZone: string): string | null {
  const asUtc = Date.parse(`${value}Z`);
  if (Number.isNaN(asUtc)) return null;
  // Twice, because the offset at the guess may be that of the other side of a change of the clocks.
  const guess = asUtc - zoneOffset(asUtc, timeZone) * MINUTE;
  return new Date(asUtc - zoneOffset(guess, timeZone) * MINUTE).toISOString();
}

/** The value of a `datetime-local` field for a moment in that zone. */
export function isoToField(iso: string | null, timeZone: string): string {
  if (!iso) return "";
  const at = Date.parse(iso);
  return new Date(at + zoneOffset(at, timeZone) * MINUTE).toISOString().slice(0, 16);
}
