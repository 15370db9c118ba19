"use client";

import { X } from "lucide-react";
import { useRef } from "react";
import type { MemberDto, Role } from "@/domain/contract";
import { useClock } from "../ui/clock";
import { Field, Input, Select } from "../ui/field";
import type { ImportDraft } from "./draft";
import { languageName, LANGUAGES } from "./languages";

export interface ImportDesk {
  deskId: string;
  desk: string;
  /** The role of the person who brings the article in. */
  role: Role;
  members: Pick<MemberDto, "id" | "name">[];
}

interface ImportSettingsProps {
  draft: ImportDraft;
  desks: readonly ImportDesk[];
  actorId: string;
  /** What the manuscript seems to be written in. */
  detectedLanguage: string | null;
  authorError: string | null;
  onChange: (settings: Partial<Pick<ImportDraft, "deskId" | "authorIds" | "due" | "language">>) => void;
}

/** The authors an article starts with on this desk: an author brings in their own. */
export function firstAuthors(desk: ImportDesk, actorId: string): string[] {
  return desk.role === "author" ? [actorId] : [];
}

/** Desk, authors, due date, language. */
export function ImportSettings({
  draft,
  desks,
  actorId,
  detectedLanguage,
  authorError,
  onChange,
}: ImportSettingsProps) {
  const { timeZone } = useClock();
  const desk = desks.find(({ deskId }) => deskId === draft.deskId) ?? desks[0]!;
  return (
    <div className="grid items-start gap-x-6 gap-y-4 sm:grid-cols-2 lg:flex lg:flex-wrap">
      {desks.length > 1 && (
        <Field label="Desk" className="lg:w-44">
          {(control) => (
            <Select
              {...control}
              value={desk.deskId}
              onChange={(event) => {
                const next = desks.find(({ deskId }) => deskId === event.target.value)!;
                onChange({ deskId: next.deskId, authorIds: firstAuthors(next, actorId) });
              }}
            >
              {desks.map(({ deskId, desk: name }) => (
                <option key={deskId} value={deskId}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Authors
        desk={desk}
        authorIds={draft.authorIds}
        actorId={actorId}
        error={authorError}
        onChange={(authorIds) => onChange({ authorIds })}
      />
      <Field label="Due" hint={timeZone.replace("_", " ")} className="lg:w-52">
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            dir="ltr"
            value={draft.due}
            onChange={(event) => onChange({ due: event.target.value })}
          />
        )}
      </Field>
      <Field label="Language" className="lg:w-52">
        {(control) => (
          <Select
            {...control}
            value={draft.language}
            onChange={(event) => onChange({ language: event.target.value })}
          >
            <option value="">
              {detectedLanguage ? `${languageName(detectedLanguage)} (as it reads)` : "As it reads"}
            </option>
            {LANGUAGES.map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}

interface AuthorsProps {
  desk: ImportDesk;
  authorIds: readonly string[];
  actorId: string;
  error: string | null;
  onChange: (authorIds: string[]) => void;
}

function Authors({ desk, authorIds, actorId, error, onChange }: AuthorsProps) {
  const chosen = authorIds.flatMap((id) => desk.members.find((member) => member.id === id) ?? []);
  const others = desk.members.filter(({ id }) => !authorIds.includes(id));
  const adder = useRef<HTMLSelectElement>(null);
  const isFixed = (id: string) => desk.role === "author" && id === actorId;
  return (
    <Field
      label="Authors"
      error={error ?? undefined}
      hint={desk.role === "author" ? "You, and who wrote it with you." : undefined}
      className="min-w-56 lg:max-w-96"
    >
      {(control) => (
        <div className="flex flex-wrap items-center gap-1.5">
          {chosen.map(({ id, name }) => (
            <span
              key={id}
              className="inline-flex min-h-8 items-center gap-1 rounded-md bg-paper-sunk ps-2.5 pe-1 text-base pointer-coarse:min-h-11"
            >
              <span dir="auto">{name}</span>
              {isFixed(id) ? (
                <span className="pe-1.5" />
              ) : (
                <button
                  type="button"
                  aria-label={`Take ${name} out`}
                  onClick={() => {
                    onChange(authorIds.filter((other) => other !== id));
                    // The button goes with the name; focus stays with the authors.
                    requestAnimationFrame(() => adder.current?.focus());
                  }}
                  className="grid size-6 place-items-center rounded-sm text-ink-faint hover:text-ink pointer-coarse:size-9"
                >
                  <X aria-hidden="true" className="size-3.5" />
                </button>
              )}
            </span>
          ))}
          {(others.length > 0 || chosen.length === 0) && (
            <Select
              {...control}
              ref={adder}
              value=""
              onChange={(event) => onChange([...authorIds, event.target.value])}
              className="w-auto! max-w-52"
            >
              <option value="" disabled>
                {chosen.length === 0 ? "Choose an author" : "And…"}
              </option>
              {others.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </div>
      )}
    </Field>
  );
}
