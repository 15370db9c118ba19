"use client";

import { useState } from "react";
import type { FlagDto } from "@/domain/contract";
import { Button } from "../ui/button";
import { Dialog, DialogActions } from "../ui/dialog";
import { useReview } from "./context";
import { Difference } from "./difference";
import { groupFixes, groupTitle, raisersOf } from "./fix-groups";
import { noteTitle } from "./note-words";
import { WordsInPlace } from "./words-in-place";

interface ApplyDialogProps {
  /** Open typo flags that are shown, in text order. */
  fixes: readonly FlagDto[];
  /** Those that cannot be applied, because other words stand there by now. */
  stale: readonly FlagDto[];
  onClose: () => void;
}

/** Applies many typo fixes in one go, after a look at each: any can be left out. */
export default function ApplyDialog({ fixes: shown, stale, onClose }: ApplyDialogProps) {
  const { commands } = useReview();
  // No other comes among them under somebody's hand; one that can be applied no longer goes.
  const [offered] = useState<ReadonlySet<string>>(() => new Set(shown.map(({ id }) => id)));
  const fixes = shown.filter(({ id }) => offered.has(id));
  const [chosen, setChosen] = useState(offered);
  const flagIds = fixes.map(({ id }) => id).filter((id) => chosen.has(id));

  const choose = (ids: readonly string[], wanted: boolean) => {
    const next = new Set(chosen);
    for (const id of ids)
      if (wanted) next.add(id);
      else next.delete(id);
    setChosen(next);
  };
  const apply = () => {
    void commands.perform({ type: "apply", flagIds });
    onClose();
  };

  return (
    <Dialog open onClose={onClose} title="Apply typo fixes">
      <Choice fixes={fixes} chosen={chosen} onChoose={choose} />
      <ul className="apply-list">
        {groupFixes(fixes).map(({ key, fixes: same }) => (
          <li key={key}>
            {same.length > 1 && (
              <label className="apply-group">
                <input
                  type="checkbox"
                  checked={same.every(({ id }) => chosen.has(id))}
                  ref={(box) => {
                    const count = same.filter(({ id }) => chosen.has(id)).length;
                    if (box) box.indeterminate = count > 0 && count < same.length;
                  }}
                  onChange={(event) =>
                    choose(
                      same.map(({ id }) => id),
                      event.target.checked,
                    )
                  }
                />
                {groupTitle({ key, fixes: same })}
              </label>
            )}
            <ul>
              {same.map((flag) => (
                <li key={flag.id}>
                  <label>
                    <input
                      type="checkbox"
                      checked={chosen.has(flag.id)}
                      onChange={(event) => choose([flag.id], event.target.checked)}
                    />
                    <FixInPlace flag={flag} />
                  </label>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {stale.length > 0 && <LeftOut stale={stale} onClose={onClose} />}
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button look="primary" disabled={flagIds.length === 0} onClick={apply}>
          Apply {flagIds.length}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Fixes that stay as they are, each a way to its note, where it can be settled otherwise. */
function LeftOut({ stale, onClose }: Pick<ApplyDialogProps, "stale" | "onClose">) {
  const { focus } = useReview();
  const go = (flagId: string) => {
    onClose();
    focus(flagId, { scroll: true, keyboard: true });
  };
  return (
    <section className="apply-left" aria-labelledby="apply-left-title">
      <h3 id="apply-left-title">Left out: their words have changed, or are gone</h3>
      <ul>
        {stale.map((flag) => (
          <li key={flag.id}>
            <button type="button" className="link-button" dir="auto" onClick={() => go(flag.id)}>
              {noteTitle(flag)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ChoiceProps {
  fixes: readonly FlagDto[];
  chosen: ReadonlySet<string>;
  onChoose: (ids: readonly string[], wanted: boolean) => void;
}

/** All, none, or those of one editor. */
function Choice({ fixes, chosen, onChoose }: ChoiceProps) {
  const raisers = raisersOf(fixes);
  const ids = (of: readonly FlagDto[]) => of.map(({ id }) => id);
  return (
    <div className="apply-choice" role="group" aria-label="Choose fixes">
      <button type="button" className="link-button" onClick={() => onChoose(ids(fixes), true)}>
        All
      </button>
      <button type="button" className="link-button" onClick={() => onChoose(ids(fixes), false)}>
        None
      </button>
      {raisers.length > 1 &&
        raisers.map(({ id, name, count }) => {
          const theirs = ids(fixes.filter(({ raisedBy }) => raisedBy.id === id));
          const all = theirs.every((fix) => chosen.has(fix));
          return (
            <button
              key={id}
              type="button"
              className="link-button"
              aria-pressed={all}
              onClick={() => onChoose(theirs, !all)}
            >
              {name}’s ({count})
            </button>
          );
        })}
    </div>
  );
}

function FixInPlace({ flag: { anchor, replacement } }: { flag: FlagDto }) {
  return (
    <WordsInPlace prefix={anchor.prefix} suffix={anchor.suffix}>
      <Difference before={anchor.quote} after={replacement ?? ""} />
    </WordsInPlace>
  );
}
