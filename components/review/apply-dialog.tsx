"use client";

import { useState } from "react";
import type { FlagDto } from "@/domain/contract";
import { errorWords } from "../error-words";
import { Button } from "../ui/button";
import { Dialog, DialogActions } from "../ui/dialog";
import { useReview } from "./context";
import { Difference } from "./difference";

interface ApplyDialogProps {
  /** Open typo flags that are shown, in text order. */
  fixes: readonly FlagDto[];
  onClose: () => void;
}

/** Applies many typo fixes in one go, after a look at each: any can be left out. */
export default function ApplyDialog({ fixes: shown, onClose }: ApplyDialogProps) {
  const { commands, say } = useReview();
  const [fixes] = useState(shown);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [state, setState] = useState<"asking" | "sending" | "done">("asking");
  const [error, setError] = useState<string | null>(null);
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const [applied, setApplied] = useState(0);
  const chosen = fixes.filter(({ id }) => !left.has(id));

  const toggle = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  const apply = async () => {
    setState("sending");
    setError(null);
    try {
      const answer = await commands.applyAll(chosen.map(({ id }) => id));
      setApplied(answer.applied.length);
      setRefused(new Map(answer.left.map(({ flagId, reason }) => [flagId, reason])));
      say(`${answer.applied.length} applied, ${answer.left.length} left.`);
      if (answer.left.length === 0) onClose();
      else setState("done");
    } catch (cause) {
      setError(errorWords(cause));
      setState("asking");
    }
  };

  const listed = state === "done" ? fixes.filter(({ id }) => refused.has(id)) : fixes;
  return (
    <Dialog
      open
      onClose={onClose}
      title={state === "done" ? `${applied} applied, ${refused.size} left` : "Apply typo fixes"}
    >
      {state === "done" && <p className="soft">These were left as they are:</p>}
      <ul className="apply-list">
        {listed.map((flag) => (
          <li key={flag.id}>
            <label>
              {state !== "done" && (
                <input type="checkbox" checked={!left.has(flag.id)} onChange={() => toggle(flag.id)} />
              )}
              <span className="apply-words" dir="auto">
                <span className="faint">{flag.anchor.prefix}</span>
                <Difference before={flag.anchor.quote} after={flag.replacement ?? ""} />
                <span className="faint">{flag.anchor.suffix}</span>
              </span>
            </label>
            {refused.has(flag.id) && <p className="apply-reason">{refused.get(flag.id)}</p>}
          </li>
        ))}
      </ul>
      <p role="alert" className="settle-refusal">
        {error}
      </p>
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {state === "done" ? "Close" : "Cancel"}
        </Button>
        {state !== "done" && (
          <Button look="primary" busy={state === "sending"} onClick={() => void apply()}>
            Apply {chosen.length}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
