import { memo, useMemo } from "react";
import type { FlagDto, ParagraphDto } from "@/domain/contract";
import { isAtRest } from "@/domain/flag/at-rest";

interface OutlineProps {
  paragraphs: readonly ParagraphDto[];
  flags: readonly FlagDto[];
}

interface Section {
  id: string;
  text: string;
  level: number;
  open: number;
}

/** Sections with their open flags: what stands before the first heading goes under the title. */
function sectionsOf(paragraphs: readonly ParagraphDto[], flags: readonly FlagDto[]): Section[] {
  const open = new Map<string, number>();
  for (const flag of flags)
    if (!isAtRest(flag)) open.set(flag.paragraphId, (open.get(flag.paragraphId) ?? 0) + 1);
  const sections: Section[] = [];
  let inReferences = false;
  for (const { id, kind, text, attrs } of paragraphs) {
    if (kind === "title") sections.push({ id, text: "Beginning", level: 2, open: 0 });
    else if (kind === "heading") sections.push({ id, text, level: attrs.level ?? 2, open: 0 });
    else if (kind === "reference" && !inReferences) {
      sections.push({ id, text: "References", level: 2, open: 0 });
      inReferences = true;
    }
    const section = sections.at(-1);
    if (section) section.open += open.get(id) ?? 0;
  }
  return sections;
}

/** The article's sections, and how much is open in each. */
export const Outline = memo(function Outline({ paragraphs, flags }: OutlineProps) {
  const sections = useMemo(() => sectionsOf(paragraphs, flags), [paragraphs, flags]);
  return (
    <nav aria-label="Sections" className="outline-nav" data-screen>
      <ol>
        {sections.map(({ id, text, level, open }) => (
          <li key={id} data-level={level}>
            <a href={`#p-${id}`}>
              <span dir="auto">{text}</span>
              {open > 0 && (
                <span className="outline-count" aria-label={`${open} open`}>
                  {open}
                </span>
              )}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
});
