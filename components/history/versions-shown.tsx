"use client";

import { ChevronDown } from "lucide-react";
import { Suspense, useState } from "react";
import { later } from "../ui/later";
import { useVersionWords } from "./context";
import { ordered, type Stretch } from "./stretch";

const VersionDialog = later(() => import("./version-dialog"));

interface VersionsShownProps {
  shown: Stretch;
  onShow: (stretch: Stretch) => void;
}

/** The two states that are compared, and the choice of any other. */
export function VersionsShown({ shown, onShow }: VersionsShownProps) {
  const [choosing, setChoosing] = useState<keyof Stretch | null>(null);
  return (
    <>
      <VersionButton label="From" version={shown.from} onPress={() => setChoosing("from")} />
      <VersionButton label="To" version={shown.to} onPress={() => setChoosing("to")} />
      {choosing && (
        <Suspense fallback={null}>
          <VersionDialog
            title={choosing === "from" ? "Compare from" : "Compare to"}
            chosen={shown[choosing]}
            onClose={() => setChoosing(null)}
            onChoose={(version) => {
              setChoosing(null);
              onShow(ordered(version, choosing === "from" ? shown.to : shown.from));
            }}
          />
        </Suspense>
      )}
    </>
  );
}

interface VersionButtonProps {
  label: string;
  version: number;
  onPress: () => void;
}

function VersionButton({ label, version, onPress }: VersionButtonProps) {
  const words = useVersionWords()(version, { who: true });
  return (
    <div className="flex min-w-0 flex-col gap-1 max-sm:w-full">
      <span aria-hidden="true" className="text-xs text-ink-faint">
        {label}
      </span>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={`${label} ${words}: choose another`}
        onClick={onPress}
        className="flex min-h-8 max-w-80 items-center justify-between gap-2 rounded-md border border-edge bg-paper px-2 text-sm text-ink hover:border-ink-faint max-sm:max-w-none pointer-coarse:min-h-11"
      >
        <span className="truncate first-letter:uppercase">{words}</span>
        <ChevronDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-soft" />
      </button>
    </div>
  );
}
