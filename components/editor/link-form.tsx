"use client";

import { useState, type FormEvent } from "react";
import { Button } from "../ui/button";
import { Field, Input } from "../ui/field";
import { AtCaret } from "./at-caret";
import { addressOf, linkAt, setLink } from "./commands/link";
import type { Session } from "./session";

/** The address of a link: over the selected words, or, with nothing selected, as words of its own. */
export function LinkForm({ session }: { session: Session }) {
  const [{ link, range }] = useState(() => {
    const { state } = session.view;
    const at = linkAt(state);
    return { link: at, range: at ?? { from: state.selection.from, to: state.selection.to } };
  });
  const [address, setAddress] = useState(link?.href ?? "");
  const [error, setError] = useState<string | null>(null);
  const close = () => session.closeForm();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const href = addressOf(address);
    if (!href) return setError("This is not a web address.");
    session.openForm(null);
    session.run(setLink(range, href, address.trim()));
  };
  return (
    <AtCaret session={session} label="Link" onClose={close}>
      <form onSubmit={submit} className="flex flex-col gap-2">
        <Field label="Web address" labelHidden error={error}>
          {(control) => (
            <Input
              {...control}
              // The form was asked for by a key or a button: its one field is where the person is.
              ref={(input) => input?.focus({ preventScroll: true })}
              value={address}
              inputMode="url"
              placeholder="https://"
              autoComplete="off"
              onChange={(event) => {
                setAddress(event.target.value);
                setError(null);
              }}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          {link && (
            <Button
              look="quiet"
              size="sm"
              onClick={() => {
                session.openForm(null);
                session.run(setLink(range, null));
              }}
            >
              Take the link away
            </Button>
          )}
          <Button look="quiet" size="sm" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" size="sm">
            {link ? "Change" : "Link"}
          </Button>
        </div>
      </form>
    </AtCaret>
  );
}
