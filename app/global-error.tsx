"use client";

import "./globals.css";
import { Failure } from "@/components/ui/failure";

/** When even the frame of the page failed: stands in for it, so it brings its own. */
export default function GlobalError({ retry }: { error: Error; retry: () => void }) {
  return (
    <html lang="en-GB">
      <body>
        <title>Galley</title>
        <main>
          <Failure onRetry={retry} />
        </main>
      </body>
    </html>
  );
}
