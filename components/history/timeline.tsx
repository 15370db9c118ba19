"use client";

import { useState } from "react";
import { groupRevisions } from "@/domain/article/revision";
import type { ParagraphDto, RevisionDto, RevisionsDto } from "@/domain/contract";
import { classNames } from "../ui/class-names";
import { RelativeTime } from "../ui/relative-time";
import { causeWords, openingWords } from "./words";

/** Two versions, the earlier first: what stands between them. */
export interface Stretch {
  from: number;
  to: number;
}

interface TimelineProps {
  revisions: readonly RevisionDto[];
  flags: ReadonlyMap<string, RevisionsDto["flags"][number]>;
  /** As they stand now, to know paragraphs by their first words. */
  paragraphs: ReadonlyMap<string, ParagraphDto>;
  shown: Stretch;
  onShow: (stretch: Stretch) => void;
}

/** What a revision, or several in a row, changed. */
export function stretchOf(newest: RevisionDto, oldest: RevisionDto = newest): Stretch {
  return { from: Math.max(1, oldest.version - 1), to: newest.version };
}

/** What happened to the text, newest first: one entry for what a person did in one go, to be opened. */
export function Timeline({ revisions, ...rest }: TimelineProps) {
  return (
    <ol>
      {groupRevisions(revisions).map((group) => (
        <Group key={group.at(-1)!.version} group={group} {...rest} />
      ))}
    </ol>
  );
}

type GroupProps = Omit<TimelineProps, "revisions"> & { group: readonly RevisionDto[] };

function Group({ group, ...rest }: GroupProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className="border-t border-hairline first:border-t-0">
      <Entry group={group} {...rest} />
      {group.length > 1 && (
        <button
          type="button"
          aria-expanded={isOpen}
          className="mb-1.5 ml-3 text-xs text-ink-soft underline decoration-edge underline-offset-3 hover:text-ink pointer-coarse:py-2"
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? "As one" : `Each of the ${group.length}`}
        </button>
      )}
      {isOpen && (
        <ol className="mb-1.5 ml-3 border-l border-hairline">
          {group.map((revision) => (
            <li key={revision.version}>
              <Entry group={[revision]} {...rest} />
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

function Entry({ group, flags, paragraphs, shown, onShow }: GroupProps) {
  const [newest, oldest] = [group[0]!, group.at(-1)!];
  const stretch = stretchOf(newest, oldest);
  const isShown = stretch.from === shown.from && stretch.to === shown.to;
  return (
    <button
      type="button"
      aria-current={isShown ? "true" : undefined}
      onClick={() => onShow(stretch)}
      className={classNames(
        "block w-full border-l-2 px-3 py-2.5 text-left text-sm",
        isShown ? "border-l-accent bg-paper-sunk" : "border-l-transparent hover:bg-paper-sunk",
      )}
    >
      <span className="flex flex-wrap items-baseline justify-between gap-x-3">
        <bdi className="font-medium text-ink">{newest.actor.name}</bdi>
        <RelativeTime at={newest.at} className="text-ink-faint" />
      </span>
      <span dir="auto" className="mt-0.5 block text-ink-soft">
        {group.length === 1 ? causeWords(newest.cause, flags) : groupWords(group, flags)}
        {"asChief" in newest.cause && newest.cause.asChief && " (as chief)"}
      </span>
      <span className="mt-0.5 block text-ink-faint">
        {placeWords(group, paragraphs)}
        <span className="sr-only">, version {newest.version}</span>
      </span>
    </button>
  );
}

function groupWords(group: readonly RevisionDto[], flags: TimelineProps["flags"]): string {
  const causes = group.map(({ cause }) => cause);
  if (causes[0]!.type === "typo_fix")
    return causeWords(
      {
        type: "typo_fix",
        flagIds: causes.flatMap((cause) => (cause.type === "typo_fix" ? cause.flagIds : [])),
      },
      flags,
    );
  if (causes[0]!.type === "citation") return `${causes.length} citations`;
  return causeWords(causes[0]!, flags);
}

/** Where: "in “The harbour was…”", "in 3 paragraphs". */
function placeWords(group: readonly RevisionDto[], paragraphs: TimelineProps["paragraphs"]): string {
  const ids = new Set<string>();
  for (const { paragraphIds } of group) {
    if (!paragraphIds) return "the whole article";
    for (const id of paragraphIds) ids.add(id);
  }
  if (ids.size !== 1) return `in ${ids.size} paragraphs`;
  const paragraph = paragraphs.get([...ids][0]!);
  return paragraph ? `in “${openingWords(paragraph)}”` : "in a paragraph that is gone since";
}
