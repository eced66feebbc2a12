import * as z from "zod/mini";
import { type CommandReason, type CommandStep, commandStages } from "./command";

/** A reason as it is stored: see `CommandReason`. */
const commandReason: z.ZodMiniType<CommandReason> = z.discriminatedUnion("code", [
  z.object({ code: z.literal("chargerRefused"), status: z.number(), body: z.nullable(z.string()) }),
  z.object({ code: z.literal("noAnswer") }),
  z.object({ code: z.literal("notPublished") }),
  z.object({ code: z.literal("restartedMeanwhile") }),
  z.object({ code: z.literal("provenBy"), key: z.string(), value: z.string() }),
  z.object({ code: z.literal("reconnected") }),
  z.object({ code: z.literal("startedUp") }),
  z.object({ code: z.literal("carDeclined") }),
  z.object({ code: z.literal("carLeft") }),
  z.object({ code: z.literal("pausedAgain") }),
  z.object({ code: z.literal("oldVersion"), value: z.string(), said: z.nullable(z.string()) }),
  z.object({ code: z.literal("noProof") }),
]);

/** A step as it is stored and told: see `CommandStep`. */
export const commandStep: z.ZodMiniType<CommandStep> = z.object({
  stage: z.enum(commandStages),
  at: z.number(),
  reason: z.nullable(commandReason),
  yet: z.optional(z.object({ at: z.number(), reason: commandReason })),
});

/** What the charger has told that bears on an open command: plain data, to be stored with what was derived of the charger. */
export const commandEvidence = z.object({
  /** start, stop: the session in which it was requested; null: none was known. */
  sessionId: z.nullable(z.string()),
  /** start, stop: the car left, or another session began, since the request. */
  left: z.boolean(),
  /** start, stop: the pause flag has said since publishing what the command asks for. */
  flagSeen: z.boolean(),
  /** start: after that the charger asked for current or charged. */
  resumed: z.boolean(),
  /** start: the power, current or higher energy that was told while it charged; null: none flowed. */
  flow: z.nullable(z.object({ key: z.string(), value: z.string() })),
  /** start: the session's energy that was told last while it charged, kWh; null: none was. */
  energyKwh: z._default(z.nullable(z.number()), null),
  /** restart: the uptimes told last, in the charger's own unit; null: none known. */
  uptime: z.nullable(z.number()),
  uptimeMCU: z.nullable(z.number()),
  /** upgradeFirmware: the version that is to change; null: none was known. */
  versionBefore: z.nullable(z.string()),
  /** upgradeFirmware: it has told that same version again since the upgrade began. */
  backUnchanged: z._default(z.boolean(), false),
  /** The effect was seen before the answer. */
  proof: z.nullable(commandReason),
});
export type CommandEvidence = z.infer<typeof commandEvidence>;

/** Nothing has been told yet. */
export const noEvidence: CommandEvidence = {
  sessionId: null,
  left: false,
  flagSeen: false,
  resumed: false,
  flow: null,
  energyKwh: null,
  uptime: null,
  uptimeMCU: null,
  versionBefore: null,
  backUnchanged: false,
  proof: null,
};
