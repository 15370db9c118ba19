import type { FlagDto } from "@/domain/contract";

/** The same fix, at every place where it is proposed. */
export interface FixGroup {
  key: string;
  fixes: FlagDto[];
}

/** Fixes that put the same words for the same words stand together, where the first of them stands. */
export function groupFixes(fixes: readonly FlagDto[]): FixGroup[] {
  const groups = new Map<string, FixGroup>();
  for (const fix of fixes) {
    const key = JSON.stringify([fix.anchor.quote, fix.replacement]);
    const group = groups.get(key);
    if (group) group.fixes.push(fix);
    else groups.set(key, { key, fixes: [fix] });
  }
  return [...groups.values()];
}

/** What a group of several is called: two editors may have proposed the same fix of the same words. */
export function groupTitle({ fixes }: FixGroup): string {
  const places = new Set(fixes.map(({ paragraphId, anchor }) => `${paragraphId} ${anchor.start}`)).size;
  if (places === fixes.length) return `The same fix at ${places} places`;
  const times = fixes.length === 2 ? "twice" : `${fixes.length} times`;
  return `The same fix, proposed ${times}${places > 1 ? ` at ${places} places` : ""}`;
}

/** Who raised them, with how many, by name. */
export function raisersOf(fixes: readonly FlagDto[]): { id: string; name: string; count: number }[] {
  const raisers = new Map<string, { id: string; name: string; count: number }>();
  for (const { raisedBy } of fixes) {
    const known = raisers.get(raisedBy.id);
    if (known) known.count += 1;
    else raisers.set(raisedBy.id, { ...raisedBy, count: 1 });
  }
  return [...raisers.values()].sort((one, other) => one.name.localeCompare(other.name));
}
