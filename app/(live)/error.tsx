"use client";

import { ErrorState } from "../../components/shell/error-state";

export default function LiveError({ reset }: { error: Error; reset: () => void }) {
  return <ErrorState again={reset} />;
}
