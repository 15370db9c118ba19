"use client";

import { Suspense } from "react";
import type { FlagDto, ParagraphDto } from "@/domain/contract";
import { later } from "../ui/later";
import type { DialogName } from "./context";
import type { PaletteAction } from "./palette";
import { scrollToElement } from "./scroll";

const Palette = later(() => import("./palette"));
const KeysDialog = later(() => import("./keys-dialog"));
const loadApply = () => import("./apply-dialog");
const loadReferences = () => import("./references/references-dialog");
const ApplyDialog = later(loadApply);
const ReferencesDialog = later(loadReferences);

/** Fetches those in which something can be done without a connection, before there is none. */
export const prepareDialogs = () => Promise.all([loadApply(), loadReferences()]);

interface DialogsProps {
  open: DialogName | null;
  onClose: () => void;
  actions: readonly PaletteAction[];
  flags: readonly FlagDto[];
  /** Typo fixes that could be applied together, and those whose words are no longer theirs. */
  fixes: readonly FlagDto[];
  stale: readonly FlagDto[];
  paragraphs: readonly ParagraphDto[];
  onFlag: (flagId: string) => void;
}

/** What opens over the review; fetched when it is first asked for. */
export function Dialogs({ open, onClose, actions, flags, fixes, stale, paragraphs, onFlag }: DialogsProps) {
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      {open === "keys" && <KeysDialog onClose={onClose} />}
      {open === "apply" && <ApplyDialog fixes={fixes} stale={stale} onClose={onClose} />}
      {open === "references" && <ReferencesDialog onClose={onClose} />}
      {open === "palette" && (
        <Palette
          actions={actions}
          flags={flags}
          headings={paragraphs.filter(({ kind }) => kind === "title" || kind === "heading")}
          onFlag={onFlag}
          onHeading={(id) => {
            const heading = document.getElementById(`p-${id}`);
            if (heading) scrollToElement(heading, "smooth");
          }}
          onClose={onClose}
        />
      )}
    </Suspense>
  );
}
