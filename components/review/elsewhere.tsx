"use client";

import { Suspense, useMemo, useState } from "react";
import type { ArticleDto, FlagDto } from "@/domain/contract";
import { sameElsewhere } from "@/domain/flag/elsewhere";
import { may } from "@/domain/policy";
import { later } from "../ui/later";
import { useReview } from "./context";

const ElsewhereDialog = later(() => import("./elsewhere-dialog"));

/** From a typo flag to the other places with the same mistake. Shows nothing where there are none. */
export function Elsewhere({ flag, article }: { flag: FlagDto; article: ArticleDto }) {
  const { actor } = useReview();
  const [open, setOpen] = useState(false);
  const mayRaise = flag.kind === "typo" && flag.status !== "withdrawn" && may(actor, "flag.raise", article);
  const { quote } = flag.anchor;
  const { paragraphs, flags } = article;
  const places = useMemo(
    () => (mayRaise ? sameElsewhere(quote, paragraphs, flags) : []),
    [mayRaise, quote, paragraphs, flags],
  );
  if (places.length === 0 && !open) return null;
  return (
    <p className="elsewhere">
      <button type="button" className="link-button" onClick={() => setOpen(true)}>
        The same mistake at {places.length === 1 ? "one other place" : `${places.length} other places`}…
      </button>
      {open && (
        <Suspense fallback={null}>
          <ElsewhereDialog flag={flag} places={places} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </p>
  );
}
