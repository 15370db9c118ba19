"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { FILE_ENDINGS } from "@/domain/manuscript/formats";
import { buttonClasses } from "../ui/button-classes";
import { classNames } from "../ui/class-names";

const WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

interface FileButtonProps {
  onFile: (file: File) => void;
  children: string;
}

/**
 * Asks for a file of a kind that Galley takes. What is pressed is the browser's own field, lying unseen over the
 * words, so that it opens before our script is there; what was chosen by then is taken when it is.
 */
export function FileButton({ onFile, children }: FileButtonProps) {
  const field = useRef<HTMLInputElement>(null);
  function take() {
    const file = field.current?.files?.[0];
    // So that the same file, mended, can be chosen again.
    if (field.current) field.current.value = "";
    if (file) onFile(file);
  }
  const takeEarly = useEffectEvent(take);
  useEffect(() => takeEarly(), []);
  return (
    <label
      className={classNames(
        buttonClasses("plain", "sm"),
        "relative has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
      )}
    >
      {children}
      <input
        ref={field}
        type="file"
        accept={[...FILE_ENDINGS, "text/plain", "text/markdown", "text/html", WORD_TYPE].join(",")}
        onChange={take}
        // Its own button's words would be read and hovered beside ours.
        title=""
        className="absolute inset-0 cursor-pointer opacity-0 file:hidden"
      />
    </label>
  );
}
