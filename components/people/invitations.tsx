"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, type FormEvent } from "react";
import type { InvitationDto, InvitationInput, Role } from "@/domain/contract";
import { callApi } from "../api";
import { errorWords } from "../error-words";
import { Button } from "../ui/button";
import { Field, Input, Select } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { typedIn } from "../ui/typed-in";
import { CopyLink } from "./copy-link";
import { ExpiryWords } from "./expiry-words";
import { ROLE_ORDER, ROLE_WORDS } from "./roles";

interface InvitationsProps {
  deskId: string;
  /** Links that can still be used. */
  invitations: readonly InvitationDto[];
}

/** Letting somebody in by a link, and the links that are out. */
export function Invitations({ deskId, invitations }: InvitationsProps) {
  const router = useRouter();
  const [role, setRole] = useState<Role>("author");
  const [made, setMade] = useState<InvitationDto | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const emailField = useRef<HTMLInputElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  async function invite(form: HTMLFormElement) {
    setBusy(true);
    setError(null);
    try {
      const { invitation } = await callApi<{ invitation: InvitationDto }>(
        "POST",
        `/api/desks/${deskId}/invitations`,
        { email: typedIn(form, "email"), role: typedIn(form, "role") as Role } satisfies InvitationInput,
      );
      setMade(invitation);
      if (emailField.current) emailField.current.value = "";
      router.refresh();
    } catch (cause) {
      setError(errorWords(cause));
    } finally {
      setBusy(false);
    }
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!busy) void invite(event.currentTarget);
  }

  return (
    <section className="mt-12">
      <h2 ref={heading} tabIndex={-1} className="font-serif text-lg">
        Invite somebody
      </h2>
      <p className="mt-1 mb-4 max-w-xl text-base text-ink-soft">
        Galley makes a link that lets one person in once, within seven days. Send it to them yourself.
      </p>
      <form onSubmit={onSubmit} className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <Field label="E-mail" error={error ?? undefined} className="min-w-64 grow sm:max-w-80">
          {(control) => (
            <Input
              {...control}
              ref={emailField}
              type="email"
              name="email"
              dir="ltr"
              required
              autoComplete="off"
              maxLength={254}
            />
          )}
        </Field>
        <Field label="Role" hint={ROLE_WORDS[role].does} className="sm:w-80">
          {(control) => (
            <Select
              {...control}
              name="role"
              value={role}
              onChange={(event) => setRole(event.target.value as Role)}
            >
              {ROLE_ORDER.map((choice) => (
                <option key={choice} value={choice}>
                  {ROLE_WORDS[choice].name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <SubmitButton look="primary" busy={busy} className="sm:mt-6">
          Make a link
        </SubmitButton>
      </form>
      <div role="status">
        {made?.url && (
          <CopyLink key={made.id} url={made.url} label={`Link for ${made.email}, shown only now`} />
        )}
      </div>
      {invitations.length > 0 && (
        <>
          <h3 className="mt-8 mb-1 text-sm font-medium">Not used yet</h3>
          <ul className="border-b border-hairline">
            {invitations.map((invitation) => (
              <InvitationRow
                key={invitation.id}
                invitation={invitation}
                onRevoked={() => {
                  // Its button goes with it; focus must not.
                  heading.current?.focus();
                  if (made?.id === invitation.id) setMade(null);
                }}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface InvitationRowProps {
  invitation: InvitationDto;
  onRevoked: () => void;
}

function InvitationRow({ invitation, onRevoked }: InvitationRowProps) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const { id, email, role, expiresAt } = invitation;

  async function revoke() {
    setBusy(true);
    setError(null);
    try {
      await callApi("DELETE", `/api/invitations/${id}`);
      onRevoked();
      router.refresh();
    } catch (cause) {
      setError(errorWords(cause));
      setBusy(false);
    }
  }

  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-t border-hairline py-2">
      <p className="min-w-0 text-base">
        <span className="block truncate">{email}</span>
        <span className="text-sm text-ink-faint">
          {ROLE_WORDS[role].name}, <ExpiryWords at={expiresAt} />
        </span>
      </p>
      <Button look="danger" size="sm" busy={busy} onClick={() => void revoke()}>
        Revoke
        <span className="sr-only"> the link of {email}</span>
      </Button>
      <p role="alert" className="col-span-full text-sm text-warning empty:hidden">
        {error}
      </p>
    </li>
  );
}
