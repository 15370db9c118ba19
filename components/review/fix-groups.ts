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
