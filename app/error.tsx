"use client";

import { Failure } from "@/components/ui/failure";

export default function RootError({ retry }: { error: Error; retry: () => void }) {
  return (
    <main>
      <Failure onRetry={retry} />
    </main>
  );
}
