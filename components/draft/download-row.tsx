import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../ui/button";

interface DownloadRowProps {
  name: string;
  about: string;
  /** Behind "Download" for who does not see the row. */
  label: string;
  busy: boolean;
  failure: string | undefined;
  onDownload: () => void;
  /** What can be chosen of it. */
  choice?: ReactNode;
}

/** One file that can be had: what it is, what can be chosen, and the button. */
export function DownloadRow({ name, about, label, busy, failure, onDownload, choice }: DownloadRowProps) {
  return (
    <li className="border-t border-hairline py-2.5">
      <div className="flex flex-wrap items-center justify-end gap-x-6 gap-y-2">
        <div className="min-w-0 grow basis-56 sm:flex sm:items-baseline sm:gap-4">
          <p className="w-24 shrink-0 text-md font-medium">{name}</p>
          <p className="text-sm text-ink-soft">{about}</p>
        </div>
        <div className="flex items-center gap-2">
          {choice}
          <Button size="sm" busy={busy} onClick={onDownload}>
            <Download aria-hidden="true" className="size-3.5" />
            {busy ? "Making it…" : "Download"}
            <span className="sr-only"> {label}</span>
          </Button>
        </div>
      </div>
      <p role="alert" className="mt-1 text-sm text-warning empty:hidden">
        {failure}
      </p>
    </li>
  );
}
