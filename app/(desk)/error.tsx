"use client";

import { Failure } from "@/components/ui/failure";

export default function DeskError({ retry }: { error: Error; retry: () => void }) {
  return (
    <main id="main" tabIndex={-1}>
      <Failure onRetry={retry} />
    </main>
  );
}
