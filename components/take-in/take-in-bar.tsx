import type { ComparedParagraph } from "@/domain/article/compare";
import type { TakeInPreviewDto } from "@/domain/contract";
import { Button } from "../ui/button";
import { count } from "../ui/count";
import { FootBar } from "../ui/foot-bar";
import { changesAnything } from "./outcome";
import type { TakeIn } from "./use-take-in";

interface TakeInBarProps extends Pick<TakeIn, "problem"> {
  preview: TakeInPreviewDto;
  rows: readonly ComparedParagraph[];
  busy: boolean;
  onCompare: () => void;
  onTakeIn: () => void;
}

/** What would change, in a line, and the step that does it. */
export function TakeInBar({ preview, rows, problem, busy, onCompare, onTakeIn }: TakeInBarProps) {
  const changed = rows.filter((row) => row.changed).length;
  const changes = changesAnything(preview, changed);
  return (
    <FootBar problem={problem?.words} status={changes ? summary(preview, changed) : "Nothing changed."}>
      {problem?.mayCompare ? (
        <Button look="primary" onClick={onCompare} className="max-sm:grow">
          Compare again
        </Button>
      ) : (
        changes && (
          <Button look="primary" busy={busy} onClick={onTakeIn} className="max-sm:grow">
            {busy ? "Taking it in…" : preview.conflict ? "Take in the file’s words" : "Take it in"}
          </Button>
        )
      )}
    </FootBar>
  );
}

function summary({ flags, replies, raised }: TakeInPreviewDto, changed: number): string {
  const of = (...whats: string[]) => flags.filter(({ what }) => whats.includes(what)).length;
  const parts = [
    changed > 0 ? `${count(changed, "paragraph")} changed` : "No word changed",
    of("settled") > 0 && `${count(of("settled"), "flag")} settled`,
    of("reopened") > 0 && `${of("reopened")} opened again`,
    of("marked") > 0 && `${of("marked")} marked as resolved`,
    of("detached") > 0 && `${of("detached")} off their words`,
    replies.length > 0 && count(replies.length, "reply", "replies"),
    raised.length > 0 && count(raised.length, "new flag"),
    of("left") > 0 && `${of("left")} left out`,
  ];
  return parts.filter(Boolean).join(" · ");
}
