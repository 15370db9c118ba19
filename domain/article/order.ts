/** Something that stands in two rows: its index in each. */
export interface KeptPlace {
  old: number;
  now: number;
}

/** Ids that are in both rows, but not in the same order to the others: as few as can be. */
export function movedIds(before: readonly string[], after: readonly string[]): string[] {
  const indexes = new Map(before.map((id, index) => [id, index]));
  const places = after.flatMap((id, now): KeptPlace[] => {
    const old = indexes.get(id);
    return old === undefined ? [] : [{ old, now }];
  });
  const stayed = new Set(longestRising(places));
  return places.filter((place) => !stayed.has(place)).map(({ now }) => after[now]!);
}

/** Of places in order of `now`, the most whose `old` rises too. */
export function longestRising(places: readonly KeptPlace[]): KeptPlace[] {
  /** ends[n]: the index of the lowest place that ends a rising row of n + 1. */
  const ends: number[] = [];
  const previous: number[] = [];
  places.forEach(({ old }, index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[ends[middle]!]!.old < old) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = index;
  });
  const row: KeptPlace[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at]!) row.push(places[at]!);
  return row.reverse();
}
