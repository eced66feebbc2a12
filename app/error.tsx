"use client";

import { ErrorState } from "../components/shell/error-state";

export default function RootError({ reset }: { error: Error; reset: () => void }) {
  return (
    <main className="mx-auto max-w-xl pt-[12vh]">
      <ErrorState again={reset} />
    </main>
  );
}
