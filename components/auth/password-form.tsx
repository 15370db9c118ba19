"use client";

import { useState, type FormEvent } from "react";
import type { PasswordInput } from "@/domain/contract";
import { callApi } from "../api";
import { errorWords } from "../error-words";
import { Button } from "../ui/button";
import { Field, Input } from "../ui/field";
import { NewPasswordField } from "./new-password-field";

export function PasswordForm({ email }: { email: string }) {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [error, setError] = useState<string>();
  const [state, setState] = useState<"idle" | "busy" | "done">("idle");

  async function change() {
    setState("busy");
    setError(undefined);
    try {
      await callApi("POST", "/api/me/password", { current, next } satisfies PasswordInput);
      setCurrent("");
      setNext("");
      setState("done");
    } catch (cause) {
      setError(errorWords(cause));
      setState("idle");
    }
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (state !== "busy") void change();
  }

  return (
    <form onSubmit={onSubmit} className="flex max-w-sm flex-col gap-4">
      {/* Tells a password manager whose password this is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <Field label="Password now">
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="current-password"
            required
            dir="ltr"
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        )}
      </Field>
      <NewPasswordField label="New password" value={next} error={error} onChange={setNext} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" busy={state === "busy"}>
          Change the password
        </Button>
        <p role="status" className="text-sm text-ink-soft">
          {state === "done" && "Changed. Other devices are signed out."}
        </p>
      </div>
    </form>
  );
}
