"use client";

import { Field, Input } from "../ui/field";

interface NewPasswordFieldProps {
  label: string;
  /** Of the field in its form. */
  name: string;
  error: string | undefined;
}

const SHORTEST_PASSWORD = 10;

export function NewPasswordField({ label, name, error }: NewPasswordFieldProps) {
  return (
    <Field
      label={label}
      hint={`At least ${SHORTEST_PASSWORD} characters. A few words together do well.`}
      error={error}
    >
      {(control) => (
        <Input
          {...control}
          type="password"
          name={name}
          autoComplete="new-password"
          required
          minLength={SHORTEST_PASSWORD}
          maxLength={200}
          dir="ltr"
        />
      )}
    </Field>
  );
}
