"use client";

import { Field, Input } from "../ui/field";

interface NewPasswordFieldProps {
  label: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

const SHORTEST_PASSWORD = 10;

export function NewPasswordField({ label, value, error, onChange }: NewPasswordFieldProps) {
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
          autoComplete="new-password"
          required
          minLength={SHORTEST_PASSWORD}
          maxLength={200}
          dir="ltr"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
