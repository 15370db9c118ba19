"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/button";
import { draftPath } from "./download";
import { useDownload } from "./use-download";

/** The text with its review as a Word file: for who works in Word, whatever the gate says. */
export function ReviewedCopy({ articleId }: { articleId: string }) {
  const [settled, setSettled] = useState(true);
  const [changes, setChanges] = useState(false);
  const { download, isBusy, failure } = useDownload();
  const path = draftPath(articleId, {
    format: "docx",
    view: "reviewed",
    settled: settled ? undefined : "0",
    changes: changes ? "import" : undefined,
  });
  return (
    <>
      <fieldset className="flex flex-col gap-1.5 text-base">
        <legend className="sr-only">In the reviewed copy</legend>
        <Choice checked={settled} onChange={setSettled}>
          Settled flags too, as resolved comments
        </Choice>
        <Choice checked={changes} onChange={setChanges}>
          All changes since the manuscript came in, as tracked changes
        </Choice>
      </fieldset>
      <Button
        className="mt-3"
        busy={isBusy("reviewed")}
        onClick={() => void download("reviewed", path, { fallbackName: "reviewed.docx", isOnRecord: false })}
      >
        <Download aria-hidden="true" className="size-3.5" />
        {isBusy("reviewed") ? "Making it…" : "Download the reviewed copy"}
      </Button>
      <p role="alert" className="mt-1 text-sm text-warning empty:hidden">
        {failure("reviewed")}
      </p>
    </>
  );
}

interface ChoiceProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: string;
}

function Choice({ checked, onChange, children }: ChoiceProps) {
  return (
    <label className="flex items-baseline gap-2 pointer-coarse:py-1.5">
      <input
        type="checkbox"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
        className="translate-y-px accent-ink"
      />
      {children}
    </label>
  );
}
