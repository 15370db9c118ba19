import type { PresentDto } from "@/domain/contract";
import { initialsOf } from "@/domain/initials";

const UUID = /^[0-9a-f-]{36}$/i;

/** Widths that leave a gutter beside the text: where the margin has just come in beside it, there is none. */
const WHERE_ROOM_IS = "@media screen and (40rem <= width < 50rem), screen and (width >= 62rem)";

/**
 * A rule for each paragraph somebody is in. References and numbered items have their number before them. Between the
 * initials and the text stays room for the writer's handle (editor/editor.css), in lists too (`--indent`).
 */
export function gutterRules(people: readonly PresentDto[]): string {
  const byParagraph = new Map<string, PresentDto[]>();
  for (const person of people) {
    const { paragraphId } = person;
    if (!paragraphId || !UUID.test(paragraphId)) continue;
    byParagraph.set(paragraphId, [...(byParagraph.get(paragraphId) ?? []), person]);
  }
  const numbered = '[data-kind="reference"], [data-ordered="true"]';
  const rules = [...byParagraph].map(([id, those]) => {
    const paragraph = `.review-text [data-paragraph="${id}"]`;
    // Letters and digits only: nothing to escape.
    const initials = those.map(({ name }) => initialsOf(name)).slice(0, 3);
    return `${paragraph}:not(${numbered})::before, ${paragraph}:is(${numbered})::after {
      content: "${initials.join("\\a ")}" / "";
      position: absolute;
      inset-block-start: 0;
      inset-inline-start: calc(-2.75rem - var(--indent));
      inset-block-end: auto;
      width: 1.3125rem;
      border: 0;
      text-align: end;
      white-space: pre;
      font: 550 0.625rem / 1.875rem var(--sans);
      letter-spacing: 0.04em;
      color: var(--ink-faint);
    }`;
  });
  return rules.length > 0 ? `${WHERE_ROOM_IS} {\n${rules.join("\n")}\n}` : "";
}
