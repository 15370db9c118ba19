"use client";

import { Button } from "./button";
import { EmptyState } from "./empty-state";

/** A page that could not be shown: what happened to the person's words, and the next step. */
export function Failure({ onRetry }: { onRetry: () => void }) {
  return (
    <EmptyState
      isPage
      title="This page could not be shown"
      action={
        <>
          <Button look="primary" onClick={onRetry}>
            Try again
          </Button>
          {/* Not a Link: a page that failed is best left by a whole new one, and every page carries this screen. */}
          <Button onClick={() => location.assign("/")}>To the articles</Button>
        </>
      }
    >
      <p role="alert">
        The server could not answer, or the connection is gone. What you typed is kept on this device, and
        what was stored stays stored.
      </p>
    </EmptyState>
  );
}
