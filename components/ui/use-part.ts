import { startTransition, useCallback, useEffect, useState } from "react";

interface Part<T> {
  /** Null: not here yet. */
  part: T | null;
  failed: boolean;
  again(): void;
}

/**
 * A part of the product that comes after the page. Where it cannot be had, because the server is away, that is said, and it is
 * asked for again when the page's stream is back. Nothing is asked for while it is to `wait`. `load` must always be the same function.
 */
export function usePart<T>(load: () => Promise<T>, wait: boolean): Part<T> {
  const [held, setHeld] = useState<{ part: T } | null>(null);
  const [failed, setFailed] = useState(false);
  const again = useCallback(() => {
    setFailed(false);
    load().then(
      (part) => startTransition(() => setHeld({ part })),
      () => setFailed(true),
    );
  }, [load]);
  useEffect(() => {
    if (!wait) again();
  }, [wait, again]);
  return { part: held?.part ?? null, failed: failed && held === null, again };
}
