"use client";

import { useRef, useState, type FormEvent } from "react";
import { errorWords } from "../error-words";
import { Button } from "../ui/button";
import { Field, Input } from "../ui/field";
import { signIn } from "./session";

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
  const [email, setEmail] = useState(knownEmail);
  const [password, setPassword] = useState("");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
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

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    void enter(email, password);
  }

  return (
    <>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field label="E-mail">
          {(control) => (
            <Input
              {...control}
              type="email"
              name="email"
              autoComplete="username"
              required
              dir="ltr"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
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
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" look="primary" busy={busy} className="mt-1 self-start">
          {busy ? "Signing in…" : "Sign in"}
        </Button>
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
                  disabled={busy}
                  onClick={() => {
                    setEmail(account.email);
                    setPassword(account.password);
                    void enter(account.email, account.password);
                  }}
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
