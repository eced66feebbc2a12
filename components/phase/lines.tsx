"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { allLines, isSinglePhase, type LineIndex } from "../../lib/domain/electrical/phase";
import type { NetworkType } from "../../lib/domain/topology";

const LinesContext = createContext<{ lines: readonly LineIndex[]; single: boolean }>({
  lines: allLines,
  single: false,
});

interface Props {
  /** The installation's; null: not known. */
  network: NetworkType | null;
  /** The lines that it has. */
  existing: readonly LineIndex[];
  children: ReactNode;
}

/** A part of a page is of an installation with these lines. */
export function LinesProvider({ network, existing, children }: Props) {
  const single = network !== null && isSinglePhase(network);
  const key = existing.join();
  // Every frame tells them anew, and they are nearly always the same.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the lines.
  const value = useMemo(() => ({ lines: existing, single }), [key, single]);
  return <LinesContext value={value}>{children}</LinesContext>;
}

/** The lines of the installation that this part of the page is of. */
export const useLines = (): readonly LineIndex[] => useContext(LinesContext).lines;

/** Whether that installation has one phase: no imbalance, no choice of phases. */
export const useSinglePhase = (): boolean => useContext(LinesContext).single;
