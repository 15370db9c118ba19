import { fieldsOf, type Entry } from "./author-date";
import { yearOf } from "./csl";

/** Why two entries look like one work. */
export type DoubleReason = "doi" | "url" | "title";

/** Entries that look like one work, in list order; the first is the one to keep. */
export interface Doubles {
  ids: string[];
  reason: DoubleReason;
}

const LEAST_TITLE = 8;

/**
 * Entries that may be the same work: the same DOI, the same address of a page, or the same title and year. Only
 * ever a proposal: a person merges.
 */
export function findDoubles(entries: readonly Entry[]): Doubles[] {
  const groupOf = new Map<string, Doubles>();
  const seen = new Map<string, string>();
  for (const entry of entries)
    for (const [reason, key] of keysOf(entry)) {
      const first = seen.get(key);
      if (first === undefined) seen.set(key, entry.id);
      else join(groupOf, first, entry.id, reason);
    }
  const order = new Map(entries.map(({ id }, index) => [id, index]));
  const groups = [...new Set(groupOf.values())];
  for (const group of groups) group.ids.sort((a, b) => order.get(a)! - order.get(b)!);
  return groups.sort((a, b) => order.get(a.ids[0]!)! - order.get(b.ids[0]!)!);
}

function join(groupOf: Map<string, Doubles>, one: string, other: string, reason: DoubleReason): void {
  const [a, b] = [groupOf.get(one), groupOf.get(other)];
  if (a && a === b) return;
  const ids = [...new Set([...(a?.ids ?? [one]), ...(b?.ids ?? [other])])];
  const group: Doubles = { ids, reason: a?.reason ?? b?.reason ?? reason };
  for (const id of ids) groupOf.set(id, group);
}

function keysOf(entry: Entry): [DoubleReason, string][] {
  const fields = fieldsOf(entry);
  const keys: [DoubleReason, string][] = [];
  if (fields.DOI) keys.push(["doi", `doi ${fields.DOI.toLowerCase()}`]);
  const page = fields.URL && pageOf(fields.URL);
  if (page) keys.push(["url", `url ${page}`]);
  const title = fields.title && plainTitle(fields.title);
  const year = yearOf(fields);
  if (title && title.length >= LEAST_TITLE && year !== null) keys.push(["title", `title ${year} ${title}`]);
  return keys;
}

/** A web address without what does not change the page; null for a whole site. */
function pageOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { hostname, pathname, searchParams } = new URL(url);
  const kept = [...searchParams].filter(([name]) => !/^(?:utm_\w+|fbclid|gclid)$/.test(name));
  const path = pathname.replace(/\/+$/, "");
  if (path === "" && kept.length === 0) return null;
  return `${hostname.replace(/^www\./, "")}${path}?${new URLSearchParams(kept.sort())}`;
}

function plainTitle(title: string): string {
  return title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/^(?:the|a|an)\s/, "");
}
