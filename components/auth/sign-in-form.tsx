"use client";

import { useRef, useState, type FormEvent } from "react";
import { errorWords } from "../error-words";
import { Field, Input } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { useReady } from "../ui/use-ready";
import { signIn } from "./session";
import { typedIn } from "../ui/typed-in";

export interface SampleAccount {
  role: string;
  name: string;
  email: string;
  password: string;
}

interface SignInFormProps {
  /** A path of ours. */
  next: string;
  email?: string;
  /** Offered while the sample data are in use; otherwise empty. */
  sampleAccounts: readonly SampleAccount[];
}

export function SignInForm({ next, email: knownEmail = "", sampleAccounts }: SignInFormProps) {
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const ready = useReady();
  const emailField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);

  async function enter(withEmail: string, withPassword: string) {
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await signIn(withEmail, withPassword);
      // A whole new page: nothing that was read for somebody else may stay in the browser's memory.
      location.assign(next);
    } catch (cause) {
      setError(errorWords(cause));
      setBusy(false);
      passwordField.current?.select();
    }
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    void enter(typedIn(form, "email"), typedIn(form, "password"));
  }

  /** Stands in the fields as if it had been typed: what is refused can be seen, and mended. */
  function enterAs(account: SampleAccount) {
    if (emailField.current) emailField.current.value = account.email;
    if (passwordField.current) passwordField.current.value = account.password;
    void enter(account.email, account.password);
  }

  return (
    <>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field label="E-mail">
          {(control) => (
            <Input
              {...control}
              ref={emailField}
              type="email"
              name="email"
              autoComplete="username"
              required
              dir="ltr"
              defaultValue={knownEmail}
            />
          )}
        </Field>
        <Field label="Password" error={error}>
          {(control) => (
            <Input
              {...control}
              ref={passwordField}
              type="password"
              name="password"
              autoComplete="current-password"
              required
              dir="ltr"
            />
          )}
        </Field>
        <SubmitButton look="primary" busy={busy} className="mt-1 self-start">
          {busy ? "Signing in…" : "Sign in"}
        </SubmitButton>
      </form>
      {sampleAccounts.length > 0 && (
        <section aria-labelledby="sample-accounts" className="mt-10 border-t border-hairline pt-5">
          <h2 id="sample-accounts" className="text-sm font-medium">
            Sample accounts
          </h2>
          <p className="mt-1 text-sm text-ink-faint">
            Here while the sample desk is in use. Choose one to look around as that person.
          </p>
          <ul className="mt-3 flex flex-col">
            {sampleAccounts.map((account) => (
              <li key={account.email} className="border-t border-hairline first:border-t-0">
                <button
                  type="button"
                  disabled={busy || !ready}
                  onClick={() => enterAs(account)}
                  className="grid w-full grid-cols-[4.5rem_1fr] gap-x-3 rounded-sm py-2 text-start hover:bg-paper-sunk pointer-coarse:py-3"
                >
                  <span className="text-sm text-ink-faint capitalize">{account.role}</span>
                  <span className="min-w-0">
                    <span className="block text-base">{account.name}</span>
                    <span className="block truncate text-sm text-ink-faint">{account.email}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
