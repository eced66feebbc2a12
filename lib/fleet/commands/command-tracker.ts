import {
  type Command,
  type CommandKind,
  type CommandReason,
  type CommandStage,
  rememberedEnded,
} from "../../domain/command/command";
import { noEvidence } from "../../domain/command/command-evidence";
import type { DeviceId } from "../../domain/ids";
import type { ChargerOrder } from "../../protocol/charger-order";
import { type CommandTraits, unansweredMs } from "../../protocol/dialect";
import { noteCharger } from "../state/change";
import { type LiveCharger, modeOf } from "../state/charger";
import type { Fleet } from "../state/fleet";
import { touches } from "../state/touches";
import { isOpen, stageAt, stageOf, type TrackedCommand } from "../state/tracked-command";

/** No answer of the charger for so long after publishing: expired. Of one that answers nothing: after it the effect is awaited, ms. */
export const goodForMs = ({ dialect }: LiveCharger): number => dialect.answerWithinMs ?? unansweredMs;

/** How a charger does what is asked; null: it has no such command. */
export const traitsOf = ({ dialect }: LiveCharger, kind: CommandKind): CommandTraits | null =>
  dialect.commands[kind] ?? null;

/** Within what the effect is to be seen once the order was taken, and, where it waits for that, the car has left, ms. */
export const effectWithinMs = (charger: LiveCharger, kind: CommandKind): number =>
  traitsOf(charger, kind)?.effectWithinMs ?? unansweredMs;

/** While the broker is away, or its backlog not yet read, an answer may be on its way: deadlines wait, but not for ever. */
const holdMs = 120_000;

/** Follows a command; what the store knows of one replaces what is known here only where it knows more. */
export function admit(fleet: Fleet, charger: LiveCharger, command: Command, restoredAt: number): TrackedCommand {
  const known = fleet.commands.get(command.id);
  if (known !== undefined && !isFurther(command, known.command)) return known;
  const entry: TrackedCommand = known ?? {
    command,
    publishedAt: Number.POSITIVE_INFINITY,
    restoredAt,
    answerMs: charger.dialect.answerWithinMs,
    evidence: { ...noEvidence },
    evidenceKept: restoredAt === 0,
    next: null,
    firstSeenAt: 0,
    followedUntil: 0,
  };
  fleet.commands.set(command.id, entry);
  // What comes from now on is of the newer one.
  if (isOpen(command)) charger.followed = charger.followed.filter((other) => other.command.kind !== command.kind);
  replace(fleet, charger, entry, command);
  return entry;
}

const yetOf = ({ course }: Command) => course[course.length - 1]?.yet;

/** Whether more is known of it than of `known`, the same command. */
const isFurther = (command: Command, known: Command): boolean =>
  command.course.length > known.course.length ||
  (command.course.length === known.course.length && yetOf(command) !== undefined && yetOf(known) === undefined);

/** Ends that do not tell that nothing comes of it: what the charger tells after them is told beside. */
const followedEnds: ReadonlySet<CommandReason["code"]> = new Set([
  "chargerRefused",
  "noAnswer",
  "restartedMeanwhile",
  "noProof",
  "carDeclined",
  "oldVersion",
]);

/** The command's course goes on; a command that has ended stays as it ended. */
export function step(
  fleet: Fleet,
  charger: LiveCharger,
  entry: TrackedCommand,
  stage: CommandStage,
  at: number,
  then: { reason?: CommandReason; waiting?: Command["waiting"]; deadlineAt?: number | null } = {},
): void {
  if (!isOpen(entry.command)) return;
  const next: Command = {
    ...entry.command,
    course: [...entry.command.course, { stage, at, reason: then.reason ?? null }],
    waiting: then.waiting ?? null,
    deadlineAt: then.deadlineAt ?? null,
  };
  fleet.change.commands.set(next.id, next);
  replace(fleet, charger, entry, next);
  if (stage === "effective" && next.kind === "stop") charger.pausedBy = { name: next.by.name, at };
  if (isOpen(next)) return;
  entry.next = null;
  entry.firstSeenAt = 0;
  if (then.reason === undefined || !followedEnds.has(then.reason.code)) return;
  entry.followedUntil = at + effectWithinMs(charger, next.kind);
  charger.followed = [...charger.followed, entry];
}

/** It had ended without an effect, and yet the charger tells of one: that stands beside its end, once. */
export function tellYet(
  fleet: Fleet,
  charger: LiveCharger,
  entry: TrackedCommand,
  reason: CommandReason,
  at: number,
): void {
  const last = entry.command.course.at(-1);
  if (last === undefined || last.yet !== undefined || reason.code === "carDeclined") return;
  charger.followed = charger.followed.filter((other) => other !== entry);
  const course = [...entry.command.course.slice(0, -1), { ...last, yet: { at, reason } }];
  const next = { ...entry.command, course };
  fleet.change.commands.set(next.id, next);
  replace(fleet, charger, entry, next);
}

/** What an open command waits for has changed, its stage has not. */
export function adjust(
  fleet: Fleet,
  charger: LiveCharger,
  entry: TrackedCommand,
  now: Pick<Command, "waiting" | "deadlineAt">,
): void {
  const next = { ...entry.command, ...now };
  fleet.change.commands.set(next.id, next);
  replace(fleet, charger, entry, next);
}

function replace(fleet: Fleet, charger: LiveCharger, entry: TrackedCommand, command: Command): void {
  entry.command = command;
  const others = charger.commands.filter((other) => other.id !== command.id);
  const commands = [...others, command].sort(newestFirst);
  const ended = commands.filter((other) => !isOpen(other));
  const dropped = new Set(ended.slice(rememberedEnded).map((other) => other.id));
  for (const id of dropped) fleet.commands.delete(id);
  charger.commands = dropped.size === 0 ? commands : commands.filter((other) => !dropped.has(other.id));
  if (isOpen(command)) fleet.open.add(entry);
  else fleet.open.delete(entry);
  charger.open = charger.commands
    .filter(isOpen)
    .map((other) => fleet.commands.get(other.id))
    .filter((other) => other !== undefined);
  noteCharger(fleet, charger, command.kind === "upgradeFirmware" ? touches.firmware : 0);
}

/** As the store orders them: of the same instant by id. */
function newestFirst(a: Command, b: Command): number {
  return requestedAt(b) - requestedAt(a) || (a.id < b.id ? -1 : 1);
}

export function requestedAt(command: Command): number {
  return command.course[0]?.at ?? 0;
}

/** The command went out at `now`: the answer is awaited, and what arrives from here on is proof. */
export function publish(fleet: Fleet, charger: LiveCharger, entry: TrackedCommand, now: number): void {
  entry.publishedAt = now;
  const withinMs = entry.answerMs ?? effectWithinMs(charger, entry.command.kind);
  step(fleet, charger, entry, "published", now, { deadlineAt: now + withinMs });
}

/** Whether an answer is no longer waited for, because it came, or because the effect was under way when it was due. */
export function awaitsEffect(entry: TrackedCommand): boolean {
  const { command, publishedAt } = entry;
  const stage = stageOf(command);
  if (stage !== "published") return stage === "acknowledged";
  if (entry.answerMs === null) return true;
  return command.deadlineAt === null || command.deadlineAt > publishedAt + entry.answerMs;
}

/** The effect was seen at `at`. Before the charger's answer it is remembered: the answer may still be a refusal. */
export function prove(
  fleet: Fleet,
  charger: LiveCharger,
  entry: TrackedCommand,
  reason: CommandReason,
  at: number,
): void {
  if (!isOpen(entry.command)) {
    tellYet(fleet, charger, entry, reason, at);
    return;
  }
  // A car that took nothing at first may take some all the same.
  if (entry.evidence.proof === null || entry.evidence.proof.code === "carDeclined") entry.evidence.proof = reason;
  if (awaitsEffect(entry)) endBy(fleet, charger, entry, entry.evidence.proof, at);
}

/** Ends a command by what was seen of it: a car that takes nothing is no effect of a start. */
export function endBy(
  fleet: Fleet,
  charger: LiveCharger,
  entry: TrackedCommand,
  reason: CommandReason,
  at: number,
): void {
  step(fleet, charger, entry, reason.code === "carDeclined" ? "noEffect" : "effective", at, { reason });
}

/** Ends what is past its deadline. An effect that was seen with no answer ends as effective, but for a start of the charger. */
export function endOverdue(fleet: Fleet, now: number): void {
  for (const entry of fleet.open) {
    const waiting = fleet.chargers.get(entry.command.deviceId);
    if (waiting !== undefined && entry.firstSeenAt > 0 && now >= entry.firstSeenAt + firstSettlesMs)
      sendNext(fleet, waiting, entry, now);
    const { deadlineAt } = entry.command;
    if (deadlineAt === null || now < deadlineAt) continue;
    if (!fleet.live && now < Math.max(deadlineAt, entry.restoredAt, fleet.blindAt) + holdMs) continue;
    const charger = fleet.chargers.get(entry.command.deviceId);
    if (charger === undefined) continue;
    if (isUnderWay(entry)) adjust(fleet, charger, entry, awaited(entry, charger, now));
    else end(fleet, charger, entry, now);
  }
}

/** No answer came in time, but the charger has begun to do what was asked: what comes of it is waited for all the same. */
function isUnderWay(entry: TrackedCommand): boolean {
  const { flagSeen, left, proof } = entry.evidence;
  return stageOf(entry.command) === "published" && !awaitsEffect(entry) && flagSeen && !left && proof === null;
}

/** Whether a start has ended the pause, and the charger asks for current that it is not given. */
export function waitsForCurrent(entry: TrackedCommand, charger: LiveCharger): boolean {
  return entry.evidence.resumed && modeOf(charger) === "requesting";
}

/** What the effect of a start, stop or restart waits for from `now` on: for current without an end, otherwise for its time. */
export function awaited(
  entry: TrackedCommand,
  charger: LiveCharger,
  now: number,
): Pick<Command, "waiting" | "deadlineAt"> {
  if (waitsForCurrent(entry, charger)) return { waiting: "current", deadlineAt: null };
  return { waiting: null, deadlineAt: now + effectWithinMs(charger, entry.command.kind) };
}

/** Nothing more is awaited of a command: it ends by what is known of it. */
export function end(fleet: Fleet, charger: LiveCharger, entry: TrackedCommand, at: number): void {
  const { flagSeen, left } = entry.evidence;
  const declined = entry.command.kind === "start" && flagSeen && !left && charger.state === "finished";
  const proof: CommandReason | null = entry.evidence.proof ?? (declined ? { code: "carDeclined" } : null);
  const isUnanswered = stageOf(entry.command) === "published" && entry.answerMs !== null;
  // A charger answers before it goes down: without an answer a start may just as well be its own.
  const mayBeOwn = isUnanswered && traitsOf(charger, entry.command.kind)?.provenBy === "startUp";
  if (proof !== null && !mayBeOwn) {
    endBy(fleet, charger, entry, proof, at);
  } else if (
    stageOf(entry.command) === "acknowledged" ||
    (stageOf(entry.command) === "published" && entry.answerMs === null)
  ) {
    step(fleet, charger, entry, "noEffect", at, { reason: { code: "noProof" } });
  } else {
    // One that another instance gave, or that a restart found before its time, was waited for here.
    const away = entry.restoredAt > (entry.command.deadlineAt ?? Number.POSITIVE_INFINITY);
    const code = away ? "restartedMeanwhile" : "noAnswer";
    step(fleet, charger, entry, "expired", at, { reason: { code } });
    if (proof !== null) tellYet(fleet, charger, entry, proof, at);
  }
}

/** The commands of a charger, newest first. */
export function commandsOf(fleet: Fleet, deviceId: DeviceId): readonly Command[] {
  return fleet.chargers.get(deviceId)?.commands ?? [];
}

/** The open command of a kind, to be named to whoever comes second; null: none. */
export function openCommandOf(fleet: Fleet, deviceId: DeviceId, kind: CommandKind): Command | null {
  return commandsOf(fleet, deviceId).find((command) => command.kind === kind && isOpen(command)) ?? null;
}

/** The order with which a command begins, that is known here; null: none is. */
export function firstOrderOf(fleet: Fleet, id: string): ChargerOrder | null {
  const entry = fleet.commands.get(id);
  const charger = entry && fleet.chargers.get(entry.command.deviceId);
  const traits = entry && charger ? traitsOf(charger, entry.command.kind) : null;
  if (!entry || traits === null) return null;
  return entry.next === null ? traits.order : (traits.whenDone ?? traits.order);
}

/** By what the wire calls the second order of a command. */
const secondRid = (id: string): string => `${id}.2`;

/** The command whose second order an answer names. */
export function bySecondRid(fleet: Fleet, rid: string): TrackedCommand | undefined {
  return rid.endsWith(".2") ? fleet.commands.get(rid.slice(0, -2)) : undefined;
}

/** A charger that is told to pause does so within some seconds (wire.md, 6.3): a start before that would be undone by it, ms. */
const firstSettlesMs = 5_000;

/** What its first order was for has come: the next one goes out, and what arrives from here on is proof. */
export function sendNext(fleet: Fleet, charger: LiveCharger, entry: TrackedCommand, at: number): void {
  const { command, next } = entry;
  if (next === null || !isOpen(command)) return;
  entry.next = null;
  entry.firstSeenAt = 0;
  entry.publishedAt = at;
  entry.evidence.flagSeen = false;
  fleet.change.orders.set(secondRid(command.id), { deviceId: command.deviceId, order: next });
  adjust(fleet, charger, entry, { waiting: null, deadlineAt: at + effectWithinMs(charger, command.kind) });
}

/** When a command went out, as far as its course tells; Infinity: it did not. */
export function publishedAtOf(command: Command): number {
  return stageAt(command, "published") ?? Number.POSITIVE_INFINITY;
}
