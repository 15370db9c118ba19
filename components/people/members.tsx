"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { MemberDto, MemberInput, Role } from "@/domain/contract";
import { callApi } from "../api";
import { errorWords } from "../error-words";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { Dialog, DialogActions } from "../ui/dialog";
import { Select } from "../ui/field";
import { ROLE_ORDER, ROLE_WORDS } from "./roles";

interface MembersProps {
  deskId: string;
  actorId: string;
  members: readonly MemberDto[];
}

export function Members({ deskId, actorId, members }: MembersProps) {
  // Who is let in or out moves to the other list; focus goes along.
  const [movedId, setMovedId] = useState<string | null>(null);
  const active = members.filter((member) => member.active);
  const inactive = members.filter((member) => !member.active);
  return (
    <>
      <ul aria-label="Members" className="mt-7 border-b border-hairline">
        {active.map((member) => (
          <MemberRow
            key={member.id}
            deskId={deskId}
            member={member}
            isSelf={member.id === actorId}
            hasMoved={member.id === movedId}
            onMove={setMovedId}
          />
        ))}
      </ul>
      {inactive.length > 0 && (
        <section className="mt-10">
          <h2 className="mb-2 font-serif text-lg">No longer on the desk</h2>
          <ul className="border-b border-hairline">
            {inactive.map((member) => (
              <MemberRow
                key={member.id}
                deskId={deskId}
                member={member}
                isSelf={false}
                hasMoved={member.id === movedId}
                onMove={setMovedId}
              />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

interface MemberRowProps {
  deskId: string;
  member: MemberDto;
  isSelf: boolean;
  /** It has just come over from the other list. */
  hasMoved: boolean;
  onMove: (memberId: string) => void;
}

function MemberRow({ deskId, member, isSelf, hasMoved, onMove }: MemberRowProps) {
  const router = useRouter();
  const action = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (hasMoved) action.current?.focus();
  }, [hasMoved]);
  const [pending, setPending] = useState<MemberInput | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const role = pending?.role ?? member.role;

  async function change(input: MemberInput) {
    setPending(input);
    setError(null);
    try {
      await callApi("PATCH", `/api/desks/${deskId}/members/${member.id}`, input);
      if (input.active !== undefined) onMove(member.id);
      router.refresh();
    } catch (cause) {
      setError(errorWords(cause));
    } finally {
      setPending(null);
    }
  }

  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-4 gap-y-1 border-t border-hairline py-2.5 max-sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className={classNames("min-w-0 max-sm:col-span-2", !member.active && "text-ink-soft")}>
        <p className="truncate text-md">
          <bdi>{member.name}</bdi>
          {isSelf && <span className="text-sm text-ink-faint"> (you)</span>}
        </p>
        <p className="truncate text-sm text-ink-faint">{member.email}</p>
      </div>
      {member.active ? (
        <>
          <Select
            aria-label={`Role of ${member.name}`}
            value={role}
            disabled={pending !== null}
            onChange={(event) => void change({ role: event.target.value as Role })}
            className="w-32!"
          >
            {ROLE_ORDER.map((choice) => (
              <option key={choice} value={choice}>
                {ROLE_WORDS[choice].name}
              </option>
            ))}
          </Select>
          <Button ref={action} look="quiet" size="sm" busy={pending !== null} onClick={() => setAsking(true)}>
            Deactivate…
            <span className="sr-only"> {member.name}</span>
          </Button>
        </>
      ) : (
        <>
          <span className="w-32 text-base text-ink-soft max-sm:w-auto">{ROLE_WORDS[member.role].name}</span>
          <Button
            ref={action}
            size="sm"
            busy={pending !== null}
            onClick={() => void change({ active: true })}
          >
            Let back in
            <span className="sr-only"> {member.name}</span>
          </Button>
        </>
      )}
      <p role="alert" className="col-span-full text-sm text-warning empty:hidden">
        {error}
      </p>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={isSelf ? "Leave this desk?" : `Deactivate ${member.name}?`}
      >
        <p className="text-base text-ink-soft">
          {isSelf ? "You are" : `${member.name} is`} out at once, on every device. What{" "}
          {isSelf ? "you" : "they"} wrote and flagged stays, under {isSelf ? "your" : "their"} name. A chief
          can let {isSelf ? "you" : "them"} back in.
        </p>
        <DialogActions>
          <Button onClick={() => setAsking(false)}>Keep</Button>
          <Button
            look="danger"
            onClick={() => {
              setAsking(false);
              void change({ active: false });
            }}
          >
            {isSelf ? "Leave" : "Deactivate"}
          </Button>
        </DialogActions>
      </Dialog>
    </li>
  );
}
