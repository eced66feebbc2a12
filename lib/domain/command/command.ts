import type { DeviceId } from "../ids";

export const commandKinds = ["start", "stop", "restart", "upgradeFirmware"] as const;
export type CommandKind = (typeof commandKinds)[number];

/** The stages of a command's course. The last four end it; exactly one of them does. */
export const commandStages = [
  "requested",
  "published",
  "acknowledged",
  "rejected",
  "effective",
  "noEffect",
  "expired",
] as const;
export type CommandStage = (typeof commandStages)[number];

/** Why a stage was reached, as a code for the catalogue, with a detail such as the charger's own answer. */
export type CommandReason =
  | { code: "chargerRefused"; status: number; body: string | null }
  | { code: "noAnswer" } // expired: nothing within 15 s
  | { code: "notPublished" } // expired: the broker was not connected at that moment, nothing went out
  | { code: "restartedMeanwhile" } // expired: the dashboard was away when the answer was due
  | { code: "provenBy"; key: string; value: string } // effective: the observation that proves it
  | { code: "reconnected" } // stored by former versions only: a connection lost and back proves no restart
  | { code: "startedUp" } // restart proven by a reset source or an uptime that fell
  | { code: "carDeclined" } // noEffect, formerly effective: the pause has ended, and the car took nothing
  | { code: "carLeft" } // noEffect: the car left, or another session began, before the effect was seen
  | { code: "pausedAgain" } // noEffect: the pause had ended, and another began before current flowed
  | { code: "oldVersion"; value: string; said: string | null } // noEffect: up again with the version before; `said`: its own word of it
  | { code: "noProof" }; // noEffect: acknowledged, nothing came of it in time

/** So many ended commands of a charger are remembered and told unasked, the newest; older ones are asked for. */
export const rememberedEnded = 20;

export interface CommandStep {
  stage: CommandStage;
  at: number;
  reason: CommandReason | null;
  /** The stage ended it without an effect, and yet the charger told of one at that instant, ms: what proves it. */
  yet?: { at: number; reason: CommandReason } | undefined;
}

export interface Command {
  /** UUID; also the wire's `rid`. */
  id: string;
  deviceId: DeviceId;
  kind: CommandKind;
  by: { personId: string; name: string };
  idempotencyKey: string;
  /** Oldest first; begins with `requested`. */
  course: readonly CommandStep[];
  /** What it waits for now. An acknowledged upgrade: `carLeaves`, `running`. A start whose pause has ended: `current`. */
  waiting: "carLeaves" | "running" | "current" | null;
  /** When the present stage ends by itself; null: ended, or waiting for a car to leave or for current. */
  deadlineAt: number | null;
}
