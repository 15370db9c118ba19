"use client";

import { Button } from "../ui/button";
import { useHistory, useHistoryState } from "./context";
import { useAsking } from "./use-asking";

/** Reads on in the time line, where there is more of it. */
export function OlderChanges() {
  const { store } = useHistory();
  const { more } = useHistoryState();
  const { busy, failure, ask } = useAsking();
  return (
    <>
      {more && (
        <Button size="sm" className="mt-3" busy={busy} onClick={() => void ask(() => store.loadOlder())}>
          Older changes
        </Button>
      )}
      <p role="alert" className="mt-2 text-sm text-warning empty:hidden">
        {failure}
      </p>
    </>
  );
}
