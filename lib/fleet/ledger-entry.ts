import type { Command, CommandReason } from "../domain/command";

/** A command of the ledger, with what is needed to follow it. */
export interface LedgerEntry {
  command: Command;
  /** Proof counts from here, ms; Infinity: it has not gone out. */
  publishedAt: number;
  /** The connection to the broker it went out on. */
  epoch: number;
  /** When it came from the store, ms; 0: given through this process. */
  restoredAt: number;
  /** start, stop: observation 718 has said since publishing what the command asks for. */
  flagSeen: boolean;
  /** restart: the connection was lost since publishing. */
  lossSeen: boolean;
  /** upgradeFirmware: the version (911) that is to change; null: none was known. */
  versionBefore: string | null;
  /** The effect was seen before the answer. */
  proof: CommandReason | null;
}

/** The stage that a command is in now. */
export function stageOf(command: Command): Command["course"][number]["stage"] {
  return command.course[command.course.length - 1]?.stage ?? "requested";
}

/** Whether a command has not ended yet. */
export function isOpen(command: Command): boolean {
  const stage = stageOf(command);
  return stage === "requested" || stage === "published" || stage === "acknowledged";
}

/** When a stage was reached, ms; null: it was not. */
export function stageAt(command: Command, stage: Command["course"][number]["stage"]): number | null {
  return command.course.find((step) => step.stage === stage)?.at ?? null;
}
