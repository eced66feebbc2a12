import type { Terminals } from "../../domain/electrical/terminals";

/**
 * ASSUMPTION, no source found: the phase ids of 519, 522 and of an allocation count the charger's own TERMINALS, not the
 * installation's lines. On IT they are pairs: 8 is that of terminals 1 and 3.
 */
const terminalsById: readonly Terminals[] = [
  "unknown",
  "1-N",
  "2-N",
  "3-N",
  "1-2-3-N",
  "1-2",
  "2-3",
  "unknown",
  "1-3",
  "1-2-3",
];

/** The terminals that a phase id (519, 522) means; `unknown` for an id that nobody lists. */
export function terminalsOfPhaseId(id: number): Terminals {
  return terminalsById[id] ?? "unknown";
}

/** The phase id that an allocation names terminals by; null: there is none, and they cannot be allocated. */
export function phaseIdOf(terminals: Terminals): number | null {
  const id = terminals === "unknown" ? -1 : terminalsById.indexOf(terminals);
  return id < 0 ? null : id;
}
