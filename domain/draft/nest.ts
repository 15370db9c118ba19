import type { Cited, DraftInline } from "./inline";

/** Inline content as a tree, for the formats that nest their marks. */
export type DraftNode =
  | { type: "text"; text: string }
  | ({ type: "citation" } & Cited)
  | { type: "break" }
  | { type: "strong" | "em"; children: DraftNode[] }
  | { type: "link"; href: string; children: DraftNode[] };

type Mark = "href" | "strong" | "em";

/** The mark that reaches furthest is outermost, so that none is broken up without need. */
export function nested(inlines: readonly DraftInline[], open: readonly Mark[] = []): DraftNode[] {
  const result: DraftNode[] = [];
  let index = 0;
  while (index < inlines.length) {
    const inline = inlines[index]!;
    const reaches = (["href", "strong", "em"] as const)
      .filter((mark) => inline[mark] && !open.includes(mark))
      .map((mark) => ({ mark, end: reach(inlines, index, mark) }));
    const outer = reaches.reduce<(typeof reaches)[number] | null>(
      (best, next) => (best && best.end >= next.end ? best : next),
      null,
    );
    if (!outer) {
      result.push(leaf(inline));
      index += 1;
      continue;
    }
    const children = nested(inlines.slice(index, outer.end), [...open, outer.mark]);
    result.push(
      outer.mark === "href" ? { type: "link", href: inline.href!, children } : { type: outer.mark, children },
    );
    index = outer.end;
  }
  return result;
}

function reach(inlines: readonly DraftInline[], start: number, mark: Mark): number {
  let end = start + 1;
  while (end < inlines.length && inlines[end]![mark] === inlines[start]![mark]) end += 1;
  return end;
}

function leaf(inline: DraftInline): DraftNode {
  switch (inline.type) {
    case "text":
      return { type: "text", text: inline.text };
    case "citation":
      return {
        type: "citation",
        number: inline.number,
        occurrence: inline.occurrence,
        label: inline.label,
        locator: inline.locator,
      };
    case "break":
      return { type: "break" };
  }
}
