import type { CommandReason } from "../../domain/command/command";
import { type LiveCharger, modeOf } from "../state/charger";
import type { Fleet } from "../state/fleet";
import { stageOf, type TrackedCommand } from "../state/tracked-command";
import { awaited, effectWithinMs, endBy, publish, step, tellYet, traitsOf } from "./command-tracker";
import { settle } from "./proof";

/** The answer to a command's second order. Taken, it says nothing new; refused, the command is. */
export function answerNext(
  fleet: Fleet,
  charger: LiveCharger,
  entry: TrackedCommand,
  { status, body }: { status: number; body: string | null },
  at: number,
): void {
  if (status >= 200 && status <= 299) return;
  step(fleet, charger, entry, "rejected", at, { reason: { code: "chargerRefused", status, body } });
}

/** The charger's own answer. 2xx: acknowledged, and ended at once by what has been seen of it; else rejected. */
export function answer(
  fleet: Fleet,
  charger: LiveCharger,
  entry: TrackedCommand,
  reply: { status: number; body: string | null },
  at: number,
): void {
  if (stageOf(entry.command) === "requested") publish(fleet, charger, entry, Math.min(at, requestedOrLater(entry, at)));
  if (stageOf(entry.command) !== "published") return;
  if (reply.status < 200 || reply.status > 299) {
    const reason: CommandReason = { code: "chargerRefused", status: reply.status, body: reply.body };
    step(fleet, charger, entry, "rejected", at, { reason });
    if (entry.evidence.proof !== null) tellYet(fleet, charger, entry, entry.evidence.proof, at);
    return;
  }
  acknowledge(fleet, charger, entry, at);
  // It answers before it goes down: a start that was told before the answer is another one.
  if (traitsOf(charger, entry.command.kind)?.provenBy === "startUp") entry.evidence.proof = null;
  const { proof } = entry.evidence;
  if (proof !== null) endBy(fleet, charger, entry, proof, at);
  else settle(fleet, charger, at);
}

function requestedOrLater(entry: TrackedCommand, at: number): number {
  return Number.isFinite(entry.publishedAt) ? entry.publishedAt : at;
}

function acknowledge(fleet: Fleet, charger: LiveCharger, entry: TrackedCommand, at: number): void {
  const { kind } = entry.command;
  if (!traitsOf(charger, kind)?.waitsForCar) {
    step(fleet, charger, entry, "acknowledged", at, awaited(entry, charger, at));
  } else if (modeOf(charger) === "disconnected") {
    const deadlineAt = at + effectWithinMs(charger, kind);
    step(fleet, charger, entry, "acknowledged", at, { waiting: "running", deadlineAt });
  } else {
    step(fleet, charger, entry, "acknowledged", at, { waiting: "carLeaves" });
  }
}
