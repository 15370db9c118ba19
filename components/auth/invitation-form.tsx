"use client";

import { useState, type FormEvent } from "react";
import type { AcceptInvitationInput } from "@/domain/contract";
import { callApi } from "../api";
import { errorWords } from "../error-words";
import { Field, Input } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { NewPasswordField } from "./new-password-field";
import { signIn } from "./session";
import { typedIn } from "../ui/typed-in";

interface InvitationFormProps {
  token: string;
  email: string;
  /** They have a password here already, from another desk. */
  hasAccount: boolean;
}

export function InvitationForm({ token, email, hasAccount }: InvitationFormProps) {
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function join(name: string, password: string) {
    setBusy(true);
    setError(undefined);
    try {
      const answer = await callApi<{ email: string; deskId: string }>("POST", "/api/invitations/accept", {
        token,
        // Somebody who is known keeps the name they have; the contract wants one all the same.
        name: hasAccount ? email : name,
        password,
      } satisfies AcceptInvitationInput);
      await signIn(answer.email, password);
      location.assign(`/?desk=${answer.deskId}`);
    } catch (cause) {
      setError(errorWords(cause));
      setBusy(false);
    }
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (!busy) void join(typedIn(form, "name"), typedIn(form, "password"));
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <Field label="E-mail">
        {(control) => (
          <Input {...control} type="email" autoComplete="username" readOnly dir="ltr" value={email} />
        )}
      </Field>
      {hasAccount ? (
        <Field label="Your password" hint="The one you have on your other desk." error={error}>
          {(control) => (
            <Input
              {...control}
              type="password"
              name="password"
              autoComplete="current-password"
              required
              dir="ltr"
            />
          )}
        </Field>
      ) : (
        <>
          <Field label="Your name" hint="As it should stand beside your notes.">
            {(control) => <Input {...control} name="name" autoComplete="name" required maxLength={120} />}
          </Field>
          <NewPasswordField label="Choose a password" name="password" error={error} />
        </>
      )}
      <SubmitButton look="primary" busy={busy} className="mt-1 self-start">
        {busy ? "Joining…" : "Join the desk"}
      </SubmitButton>
    </form>
  );
}
