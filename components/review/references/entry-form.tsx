import { useState, type ReactNode } from "react";
import { errorWords } from "../../error-words";
import { Button } from "../../ui/button";
import { onSendKey } from "../send-key";

interface EntryFormProps {
  label: string;
  button: string;
  /** Sends what was entered; throws ApiError. Words are what is missing. */
  onSend: () => Promise<unknown> | string;
  onDone: () => void;
  onCancel: () => void;
  /** Beside the main button. */
  more?: ReactNode;
  children: ReactNode;
}

/** A form under an entry of the list: it stays, with what was typed, until that went through. */
export function EntryForm({ label, button, onSend, onDone, onCancel, more, children }: EntryFormProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const send = async () => {
    if (busy) return;
    const sent = onSend();
    if (typeof sent === "string") return setError(sent);
    setBusy(true);
    setError(null);
    try {
      await sent;
      onDone();
    } catch (cause) {
      setError(errorWords(cause));
      setBusy(false);
    }
  };
  return (
    <form
      className="references-form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={onSendKey(() => void send(), onCancel)}
    >
      {children}
      <p role="alert" className="text-sm text-warning empty:hidden">
        {error}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" look="primary" type="submit" busy={busy}>
          {button}
        </Button>
        {more}
        <Button size="sm" look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
