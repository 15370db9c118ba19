import type { Doubles, DoubleReason } from "@/domain/reference/doubles";
import { Button } from "../../ui/button";
import { useReview } from "../context";
import { shortQuote } from "../note-words";
import { notesWords, type ReferenceShown } from "./shown";

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
  const byId = new Map(references.map((reference) => [reference.id, reference]));
  const notesOn = (ids: readonly string[]) => ids.reduce((sum, id) => sum + (byId.get(id)?.notes ?? 0), 0);
  // The one that notes stand on is kept, so that they stay where they are; else the first.
  const keptFirst = (ids: readonly string[]) => ids.toSorted((a, b) => notesOn([b]) - notesOn([a]));
  const merge = ([into, ...others]: readonly string[]) => {
    if (!into) return;
    const merged = others.map((referenceId) =>
      commands.perform({
        type: "mergeReference",
        referenceId,
        entry: byId.get(referenceId)?.text ?? "",
        into,
      }),
    );
    void Promise.all(merged).then((sent) => {
      if (sent.every(Boolean)) say("Merged. All that cited either cites the one that is left.");
    });
  };
  return (
    <section aria-label="Doubles" className="references-doubles">
      <h3 className="label">{doubles.length === 1 ? "One work twice?" : "The same works twice?"}</h3>
      <ul>
        {doubles.map(({ ids: found, reason }) => {
          const ids = keptFirst(found);
          return (
            <li key={ids.join()}>
              <div className="min-w-0 flex-1">
                {ids.map((id) => (
                  <p key={id} dir="auto">
                    <span className="references-label">{byId.get(id)?.label ?? "–"}</span>{" "}
                    {shortQuote(byId.get(id)?.text ?? "", 110)}
                  </p>
                ))}
                <p className="text-ink-faint">
                  They have {REASON_WORDS[reason]}. The first one stays. {notesWords(notesOn(ids.slice(1)))}
                </p>
              </div>
              <Button
                size="sm"
                aria-label={`Merge ${ids.map((id) => byId.get(id)?.label ?? "uncited").join(" and ")}`}
                onClick={() => merge(ids)}
              >
                Merge
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
