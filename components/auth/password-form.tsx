"use client";

import { useState, type FormEvent } from "react";
import type { PasswordInput } from "@/domain/contract";
import { ApiError, callApi } from "../api";
import { errorWords } from "../error-words";
import { Field, Input } from "../ui/field";
import { focusInvalid } from "../ui/focus-invalid";
import { SubmitButton } from "../ui/submit-button";
import { NewPasswordField } from "./new-password-field";
import { typedIn } from "../ui/typed-in";

export function PasswordForm({ email }: { email: string }) {
  const [error, setError] = useState<{ words: string; isOfCurrent: boolean }>();
  const [state, setState] = useState<"idle" | "busy" | "done">("idle");

  async function change(form: HTMLFormElement) {
    setState("busy");
    setError(undefined);
    try {
      const input: PasswordInput = { current: typedIn(form, "current"), next: typedIn(form, "next") };
      await callApi("POST", "/api/me/password", input);
      form.reset();
      setState("done");
    } catch (cause) {
      setError({ words: errorWords(cause), isOfCurrent: isOfCurrent(cause) });
      setState("idle");
      focusInvalid(form);
    }
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (state !== "busy") void change(event.currentTarget);
  }

  return (
    <form onSubmit={onSubmit} className="flex max-w-sm flex-col gap-4">
      {/* Tells a password manager whose password this is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <Field label="Password now" error={error?.isOfCurrent ? error.words : undefined}>
        {(control) => (
          <Input
            {...control}
            type="password"
            name="current"
            autoComplete="current-password"
            required
            dir="ltr"
          />
        )}
      </Field>
      <NewPasswordField label="New password" name="next" error={undefined} />
      <p role="alert" className="text-sm text-warning empty:hidden">
        {error && !error.isOfCurrent && error.words}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton look="primary" busy={state === "busy"}>
          Change the password
        </SubmitButton>
        <p role="status" className="text-sm text-ink-soft">
          {state === "done" && "Changed. Other devices are signed out."}
        </p>
      </div>
    </form>
  );
}

/** Whether it is the password they have that was refused, and not the new one or the request. */
function isOfCurrent(cause: unknown): boolean {
  const details = cause instanceof ApiError ? cause.details : null;
  return typeof details === "object" && details !== null && "field" in details && details.field === "current";
}
