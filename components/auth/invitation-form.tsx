"use client";

import { useState, type FormEvent } from "react";
import type { AcceptInvitationInput } from "@/domain/contract";
import { callApi } from "../api";
import { errorWords } from "../error-words";
import { Button } from "../ui/button";
import { Field, Input } from "../ui/field";
import { NewPasswordField } from "./new-password-field";
import { signIn } from "./session";

interface InvitationFormProps {
  token: string;
  email: string;
  /** They have a password here already, from another desk. */
  hasAccount: boolean;
}

export function InvitationForm({ token, email, hasAccount }: InvitationFormProps) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function join() {
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

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (!busy) void join();
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
              autoComplete="current-password"
              required
              dir="ltr"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
      ) : (
        <>
          <Field label="Your name" hint="As it should stand beside your notes.">
            {(control) => (
              <Input
                {...control}
                autoComplete="name"
                required
                maxLength={120}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <NewPasswordField label="Choose a password" value={password} error={error} onChange={setPassword} />
        </>
      )}
      <Button type="submit" look="primary" busy={busy} className="mt-1 self-start">
        {busy ? "Joining…" : "Join the desk"}
      </Button>
    </form>
  );
}
