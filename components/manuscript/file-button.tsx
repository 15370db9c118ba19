"use client";

import { useRef } from "react";
import { FILE_ENDINGS } from "@/domain/manuscript/formats";
import { Button } from "../ui/button";

const WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

interface FileButtonProps {
  onFile: (file: File) => void;
  children: string;
}

/** Asks for a file of a kind that Galley takes. */
export function FileButton({ onFile, children }: FileButtonProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size="sm" onClick={() => field.current?.click()}>
        {children}
      </Button>
      <input
        ref={field}
        type="file"
        hidden
        aria-label="Manuscript file"
        accept={[...FILE_ENDINGS, "text/plain", "text/markdown", "text/html", WORD_TYPE].join(",")}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          // So that the same file, mended, can be chosen again.
          event.target.value = "";
        }}
      />
    </>
  );
}
