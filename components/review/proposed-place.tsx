"use client";

import { useMemo } from "react";
import type { ArticleDto, FlagDto } from "@/domain/contract";
import { contextOf } from "@/domain/flag/anchor";
import { proposePlace, type Proposal } from "@/domain/flag/proposal";
import { Button } from "../ui/button";
import { useReview } from "./context";
import { Difference } from "./difference";
import { scrollToElement } from "./scroll";
import { WordsInPlace } from "./words-in-place";

const HOW_WORDS: Record<Proposal["how"], string> = {
  same: "The same words stand here, with the neighbours they had.",
  moved: "The same words stand here, among others, and nowhere else.",
  changed: "These words are much like them; no others are.",
};

/** Where a flag without words may belong: shown with why, and put there by a person only. */
export function ProposedPlace({ flag, article }: { flag: FlagDto; article: ArticleDto }) {
  const { commands, say } = useReview();
  const { anchor } = flag;
  const { paragraphs } = article;
  const proposal = useMemo(() => proposePlace(anchor, paragraphs), [anchor, paragraphs]);
  if (!proposal) return null;
  const { paragraphId, start, end, how } = proposal;
  const { text } = paragraphs.find(({ id }) => id === paragraphId)!;
  const put = async () => {
    if (await commands.anchor(flag.id, proposal)) say("The flag is on these words.");
  };
  return (
    <section className="thread-change" aria-label="A place it may belong to">
      <span className="label">It may belong here</span>
      <p>
        <WordsInPlace {...contextOf(text, start, end)}>
          <Difference before={anchor.quote} after={text.slice(start, end)} />
        </WordsInPlace>
      </p>
      <div className="soft">{HOW_WORDS[how]}</div>
      <div className="form-row">
        <Button size="sm" onClick={() => void put()}>
          Put it here
        </Button>
        <Button
          size="sm"
          look="quiet"
          onClick={() => {
            const paragraph = document.getElementById(`p-${paragraphId}`);
            if (paragraph) scrollToElement(paragraph, "smooth");
          }}
        >
          Show the place
        </Button>
      </div>
    </section>
  );
}
