"use client";

import { useState } from "react";
import type { FlagDto } from "@/domain/contract";
import type { SameWords } from "@/domain/flag/elsewhere";
import { Button } from "../ui/button";
import { Dialog, DialogActions } from "../ui/dialog";
import { useReview } from "./context";
import { Difference } from "./difference";
import { WordsInPlace } from "./words-in-place";

interface ElsewhereDialogProps {
  flag: FlagDto;
  places: readonly SameWords[];
  onClose: () => void;
}

const keyOf = ({ paragraphId, start }: SameWords) => `${paragraphId} ${start}`;

/** Raises the same fix at other places, each of them confirmed. */
export default function ElsewhereDialog({ flag, places: found, onClose }: ElsewhereDialogProps) {
  const { commands, say, store } = useReview();
  // As it stood when it was opened: `version` says which text that was.
  const [places] = useState(found);
  const [version] = useState(() => store.getSnapshot().version);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { quote } = flag.anchor;
  const replacement = flag.replacement ?? "";

  const toggle = (key: string) => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  };
  const raise = () => {
    const wanted = places.filter((place) => chosen.has(keyOf(place)));
    // Each is shown at once, and fails where it stands.
    for (const { paragraphId, start, end } of wanted)
      commands.raise({ version, kind: "typo", paragraphId, start, end, replacement });
    say(wanted.length === 1 ? "One more fix raised." : `${wanted.length} more fixes raised.`);
    onClose();
  };

  return (
    <Dialog open onClose={onClose} title="The same mistake elsewhere">
      <div className="apply-choice">
        <button
          type="button"
          className="link-button"
          onClick={() => setChosen(new Set(chosen.size === places.length ? [] : places.map(keyOf)))}
        >
          {chosen.size === places.length ? "None" : "All"}
        </button>
      </div>
      <ul className="apply-list">
        {places.map((place) => (
          <li key={keyOf(place)}>
            <label>
              <input
                type="checkbox"
                checked={chosen.has(keyOf(place))}
                onChange={() => toggle(keyOf(place))}
              />
              <WordsInPlace prefix={place.prefix} suffix={place.suffix}>
                <Difference before={quote} after={replacement} />
              </WordsInPlace>
            </label>
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button look="primary" disabled={chosen.size === 0} onClick={raise}>
          {chosen.size === 0 ? "Raise the fix" : `Raise ${chosen.size}`}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
