"use client";

import { useId, useRef, useState } from "react";
import { Button } from "../ui/button";
import { Input } from "../ui/field";

/** A link to be sent on. Without leave to write to the clipboard it is selected, to be copied by hand. */
export function CopyLink({ url, label }: { url: string; label: string }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<boolean | null>(null);

  async function copy() {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  }

  return (
    <div className="mt-5 max-w-xl rounded-md bg-accent-tint px-4 py-3">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="mt-1.5 flex gap-2">
        <Input
          id={id}
          ref={field}
          readOnly
          dir="ltr"
          value={url}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button onClick={() => void copy()}>{copied ? "Copied" : "Copy"}</Button>
      </div>
      {copied === false && (
        <p className="mt-1.5 text-sm text-ink-soft">The link is selected: copy it with the keyboard.</p>
      )}
    </div>
  );
}
