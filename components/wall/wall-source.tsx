"use client";

import type { AvailableView } from "../../lib/domain/view";
import { useSourceWords } from "../settings/use-source-words";

/** Where the limits of the lines come from now. */
export function WallSource({ available }: { available: AvailableView }) {
  const source = useSourceWords();
  return <p className="text-ink-2">{source(available)}</p>;
}
