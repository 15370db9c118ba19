import { useState, type ReactNode } from "react";
import { Button } from "../../ui/button";
import { onSendKey } from "../send-key";

interface EntryFormProps {
  label: string;
  button: string;
  /** Sends what was entered. Words are what is missing. */
  onSend: () => string | null;
  onCancel: () => void;
  children: ReactNode;
}

/** A form under an entry of the list. */
export function EntryForm({ label, button, onSend, onCancel, children }: EntryFormProps) {
  const [error, setError] = useState<string | null>(null);
  const send = () => setError(onSend());
  return (
    <form
      className="references-form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={onSendKey(send, onCancel)}
    >
      {children}
      <p role="alert" className="text-sm text-warning empty:hidden">
        {error}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" look="primary" type="submit">
          {button}
        </Button>
        <Button size="sm" look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
