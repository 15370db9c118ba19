"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { ArticleDto, FlagDto, ResolveInput } from "@/domain/contract";
import type { FlagStatus, Outcome } from "@/domain/flag/kinds";
import { outcomesFor, textRefusal } from "@/domain/flag/lifecycle";
import { OUTCOME_ACTION_WORDS, OUTCOME_WORDS } from "@/domain/flag/words";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { abilitiesOf } from "./abilities";
import { useReview, useTasks, type ThreadHandle } from "./context";
import { draftsOf } from "./drafts";
import { keyRefusal } from "./key-refusal";
import { notifyApplied } from "./notify-applied";
import { ReopenForm } from "./reopen-form";
import { SettleForm } from "./settle-form";
import { draftStorage, useDraftsCount } from "./use-draft";

/** Outcomes for which nothing has to be entered: one press settles. */
const AT_ONCE: ReadonlySet<Outcome> = new Set(["applied", "corrected", "attributed", "cut", "done"]);

/** Where a flag's text is in the way of an outcome, the way out. */
const EDITABLE: ReadonlySet<Outcome> = new Set(["corrected", "attributed", "cut"]);

type Form = Outcome | "reopen";

/** Why something cannot be done with a flag as it stands. */
interface Refusal {
  words: string;
  status: FlagStatus;
  outcome?: Outcome;
}

/** What can be done with a flag: every outcome its kind knows, verifying, reopening, withdrawing. */
export function Settle({ flag, article }: { flag: FlagDto; article: ArticleDto }) {
  const { actor, commands, edit, focus, say, startPlacing, store, thread } = useReview();
  const tasks = useTasks(store);
  const [form, setForm] = useState<Form | null>(null);
  const [refused, setRefusal] = useState<Refusal | null>(null);
  const can = abilitiesOf(actor, article, flag);
  const busy = tasks.some(
    ({ about, state, isStep, isShown }) =>
      about.includes(flag.id) && isStep && (state === "sending" || (state === "waiting" && !isShown)),
  );
  const outcomes = outcomesFor(flag.kind).filter((outcome) =>
    outcome === "waived" ? can.waive && flag.kind !== "comment" : can.resolve,
  );

  // Half-written words open their form again.
  const draftsCount = useDraftsCount();
  const kept = draftsCount > 0 ? keptForm(actor.id, flag.id, outcomes) : null;
  const shownForm = form ?? kept;

  const refusal = refused?.status === flag.status ? refused : null;
  const facts = {
    kind: flag.kind,
    status: flag.status,
    anchorState: flag.anchor.state,
    paragraphChanged: flag.paragraphChanged,
  };

  const settle = async (settlement: ResolveInput): Promise<boolean> => {
    setRefusal(null);
    const offerUndo = (version: number) =>
      notifyApplied(1, () => void commands.perform({ type: "unapply", flagIds: [flag.id], version }));
    const onText = settlement.outcome === "applied" ? offerUndo : undefined;
    const settled = await commands.resolve(flag.id, settlement, onText);
    if (settled) {
      setForm(null);
      say(`Settled: ${OUTCOME_WORDS[settlement.outcome]}.`);
    }
    return settled;
  };

  const choose = (outcome: Outcome) => {
    const words = textRefusal(facts, outcome);
    setRefusal(words ? { outcome, words, status: flag.status } : null);
    if (words) setForm(null);
    else if (AT_ONCE.has(outcome)) void settle({ outcome });
    else setForm(outcome);
  };

  const step = (which: "verify" | "withdraw", words: string) => {
    void commands.step(flag.id, which).then((sent) => {
      if (sent) say(words);
    });
  };

  // What the keys ask of the thread in focus.
  const byKey = useEffectEvent((what: Outcome | "verify" | "reopen" | "withdraw") => {
    const isStep = what === "verify" || what === "reopen" || what === "withdraw";
    if (!(isStep ? can[what] : outcomes.includes(what))) {
      const words = keyRefusal(flag, isStep ? what : "resolve", can.resolve);
      return setRefusal({ words, status: flag.status });
    }
    if (what === "verify") return step("verify", "Verified.");
    if (what === "withdraw") return step("withdraw", "Withdrawn.");
    if (what === "reopen") return setForm("reopen");
    return choose(what);
  });
  useEffect(() => {
    const current: ThreadHandle = {
      reply: () => undefined,
      settle: (outcome) => void byKey(outcome),
      verify: () => void byKey("verify"),
      reopen: () => void byKey("reopen"),
      withdraw: () => void byKey("withdraw"),
    };
    thread.current = current;
    return () => {
      if (thread.current === current) thread.current = null;
    };
  }, [thread]);

  if (shownForm === "reopen") return <ReopenForm flag={flag} onDone={() => setForm(null)} />;
  if (shownForm && (can.resolve || can.waive))
    return (
      <SettleForm
        key={shownForm}
        flag={flag}
        article={article}
        outcome={shownForm}
        busy={busy}
        onSettle={settle}
        onCancel={() => setForm(null)}
      />
    );

  const canPlace = flag.anchor.state === "detached" && can.anchor;
  const isNothing = !outcomes.length && !can.verify && !can.reopen && !can.withdraw && !canPlace;
  if (isNothing)
    return refusal ? (
      <p role="alert" className="settle-refusal">
        {refusal.words}
      </p>
    ) : null;
  return (
    <div className="settle">
      <div className="settle-row" role="group" aria-label="Settle this flag">
        {outcomes.map((outcome) => (
          <Button
            key={outcome}
            size="sm"
            look={outcome === "waived" ? "quiet" : "plain"}
            busy={busy && AT_ONCE.has(outcome)}
            className={classNames(
              textRefusal(facts, outcome) && "is-refused",
              outcome === "waived" && "is-quiet",
            )}
            onClick={() => choose(outcome)}
          >
            {OUTCOME_ACTION_WORDS[outcome]}
          </Button>
        ))}
        {canPlace && (
          <Button size="sm" onClick={() => startPlacing(flag.id)}>
            Put it back…
          </Button>
        )}
        {can.verify && (
          <Button size="sm" busy={busy} onClick={() => step("verify", "Verified.")}>
            Verify
          </Button>
        )}
        {can.reopen && (
          <Button size="sm" onClick={() => setForm("reopen")}>
            Reopen…
          </Button>
        )}
        {can.withdraw && (
          <Button size="sm" look="quiet" className="is-quiet" onClick={() => step("withdraw", "Withdrawn.")}>
            Withdraw
          </Button>
        )}
      </div>
      <p role="alert" className="settle-refusal">
        {refusal && (
          <>
            {refusal.words}{" "}
            {refusal.outcome && EDITABLE.has(refusal.outcome) && (
              <button
                type="button"
                className="link-button"
                onClick={() => {
                  focus(flag.id);
                  edit({ paragraphId: flag.paragraphId, offset: flag.anchor.start });
                }}
              >
                Edit the paragraph
              </button>
            )}
          </>
        )}
      </p>
    </div>
  );
}

function keptForm(userId: string, flagId: string, outcomes: readonly Outcome[]): Outcome | null {
  const kept = draftsOf(draftStorage(), userId, flagId).map(({ form }) => form);
  return outcomes.find((outcome) => kept.includes(outcome)) ?? null;
}
