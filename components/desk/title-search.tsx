"use client";

import { Search } from "lucide-react";
import Form from "next/form";
import { useEffect, useRef } from "react";
import { Input } from "../ui/field";

const PAUSE = 250;

/** Search by title. It is a form with an address (`?q=`), so it works before and without any script. */
export function TitleSearch({ query, deskId }: { query: string; deskId: string | undefined }) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <Form action="/" replace scroll={false} role="search" className="relative w-full sm:w-64">
      {deskId && <input type="hidden" name="desk" value={deskId} />}
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-ink-faint"
      />
      <Input
        type="search"
        name="q"
        aria-label="Search by title"
        placeholder="Search by title"
        autoComplete="off"
        defaultValue={query}
        onChange={({ currentTarget: { form } }) => {
          clearTimeout(timer.current);
          timer.current = setTimeout(() => form?.requestSubmit(), PAUSE);
        }}
        className="py-1 pl-8"
      />
    </Form>
  );
}
