"use client";

import { useEffect } from "react";
import type { PresentDto } from "@/domain/contract";
import { initialsOf } from "@/domain/initials";
import { useReview } from "./context";
import { gutterRules } from "./initials";
import { shortQuote } from "./note-words";
import { scrollToElement } from "./scroll";

/** More than these are counted. */
const SHOWN = 5;

/** Who else is at the article: initials in the bar, each a way to where they are, and quietly beside the paragraph. */
export function Present({ others }: { others: readonly PresentDto[] }) {
  const { store } = useReview();
  useGutter(others);
  if (others.length === 0) return null;
  const { paragraphs } = store.getSnapshot();
  const placeOf = ({ paragraphId }: PresentDto) => {
    const text = paragraphs.find(({ id }) => id === paragraphId)?.text;
    return text ? `, at “${shortQuote(text, 40)}”` : "";
  };
  return (
    <ul className="bar-present" aria-label="Here now">
      {others.slice(0, SHOWN).map((person) => (
        <li key={person.id}>
          <button
            type="button"
            className="bar-person"
            aria-label={person.name + placeOf(person)}
            title={person.name + placeOf(person)}
            onClick={() => {
              const place = person.paragraphId && document.getElementById(`p-${person.paragraphId}`);
              if (place) scrollToElement(place, "smooth");
            }}
          >
            {initialsOf(person.name)}
          </button>
        </li>
      ))}
      {others.length > SHOWN && <li>and {others.length - SHOWN} more</li>}
    </ul>
  );
}

/**
 * The initials beside the paragraphs are rules of a style sheet: they come and go in reading and in writing alike, and
 * no paragraph is drawn again.
 */
function useGutter(others: readonly PresentDto[]): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(gutterRules(others));
    document.adoptedStyleSheets.push(sheet);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, [others]);
}
