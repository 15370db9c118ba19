import { useState } from "react";
import type { Doubles, DoubleReason } from "@/domain/reference/doubles";
import { errorWords } from "../../error-words";
import { Button } from "../../ui/button";
import { useReview } from "../context";
import { shortQuote } from "../note-words";
import type { ReferenceShown } from "./shown";

const REASON_WORDS: Record<DoubleReason, string> = {
  doi: "the same DOI",
  url: "the same address",
  title: "the same title and year",
};

interface DoublesListProps {
  doubles: readonly Doubles[];
  references: readonly ReferenceShown[];
}

/** Entries that look like one work: a person says whether they are. */
export function DoublesList({ doubles, references }: DoublesListProps) {
  const { commands, say } = useReview();
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const byId = new Map(references.map((reference) => [reference.id, reference]));
  const merge = async ([into, ...others]: readonly string[]) => {
    if (!into || busy) return;
    setBusy(into);
    setError(null);
    try {
      for (const id of others) await commands.mergeReference(id, into);
      say("Merged. All that cited either cites the one that is left.");
    } catch (cause) {
      setError(errorWords(cause));
    }
    setBusy(null);
  };
  return (
    <section aria-label="Doubles" className="references-doubles">
      <h3 className="label">{doubles.length === 1 ? "One work twice?" : "The same works twice?"}</h3>
      <ul>
        {doubles.map(({ ids, reason }) => (
          <li key={ids.join()}>
            <div className="min-w-0 flex-1">
              {ids.map((id) => (
                <p key={id} dir="auto">
                  <span className="references-label">{byId.get(id)?.label ?? "–"}</span>{" "}
                  {shortQuote(byId.get(id)?.text ?? "", 110)}
                </p>
              ))}
              <p className="text-ink-faint">They have {REASON_WORDS[reason]}. The first one stays.</p>
            </div>
            <Button
              size="sm"
              busy={busy === ids[0]}
              aria-label={`Merge ${ids.map((id) => byId.get(id)?.label ?? "uncited").join(" and ")}`}
              onClick={() => void merge(ids)}
            >
              Merge
            </Button>
          </li>
        ))}
      </ul>
      <p role="alert" className="text-sm text-warning empty:hidden">
        {error}
      </p>
    </section>
  );
}
