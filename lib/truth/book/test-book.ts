import type { ChargerView } from "../../contract/view";
import type { Command, CommandStage } from "../../domain/command/command";
import { availabilities } from "../../domain/command/command-rules";
import type { Reading } from "../../domain/reading";
import type { Sums } from "../judge/judge-sums";
import { Book, type Taken } from "./book";
import type { Message } from "./message";

export const t0 = 1_790_000_000_000;
const deviceId = "ZPR950001";

/** A charger of which everything is known, with its clock wrong by `clockErrorMs`. */
export const newBook = (clockErrorMs = 0, id = deviceId) =>
  new Book(id, "RST", (tag) => tag.startsWith("nfc-A"), clockErrorMs);

/** It says values at `at`; they are acknowledged `afterMs` later (null: never). */
export function says(
  book: Book,
  values: Record<number, string | null>,
  at: number,
  afterMs: number | null = 20,
): Message {
  const taken: Taken[] = Object.entries(values).map(([id, value]) => ({ id: Number(id), value, at }));
  const message = book.write(taken, at);
  message.sentAt = at;
  if (afterMs !== null) message.acknowledgedAt = at + afterMs;
  book.link.life(at);
  return message;
}

/** It is up since `at`, and has told everything: no car, and pulses every 3 s. */
export function begins(book: Book, at: number, more: Record<number, string> = {}): void {
  book.link.up(at);
  says(
    book,
    {
      120: "1",
      147: "3",
      710: "1",
      718: "0",
      708: "0",
      519: "4",
      513: "0",
      507: "0",
      508: "0",
      509: "0",
      911: "1.0",
      908: "2.0",
      ...more,
    },
    at,
  );
}

/** A car plugs in, shows a tag, and charges: 11 kW from `at` + 4 s on. */
export function charges(book: Book, at: number, sessionId = "S1", tag = "nfc-A1"): void {
  says(book, { 721: sessionId, 710: "2" }, at);
  says(book, { 722: tag }, at + 1_000);
  says(book, { 708: "16", 519: "4" }, at + 2_000);
  says(book, { 710: "3" }, at + 3_000);
  says(book, { 513: "11000", 507: "16", 508: "16", 509: "16" }, at + 4_000);
  says(book, { 553: "0.1" }, at + 5_000);
}

/** Pulses until `until`, so that it is heard, with its signal now and then. */
export function livesUntil(book: Book, from: number, until: number): void {
  for (let at = from; at <= until; at += 2_000) says(book, { 809: String(50 + ((at / 2_000) % 10)) }, at);
}

const reading = <T extends number | string>(value: T, at: number): Reading<T> => ({ value, at });

/** What a right page shows of a car that has been charging since `at` (see `charges`). */
export function chargingView(at: number): ChargerView {
  const state = {
    word: "charging" as const,
    mode: "charging" as const,
    since: at + 3_000,
    limit: null,
    pausedBy: null,
  };
  const presence = { word: "online" as const, since: at - 1_000, heardAt: at, reason: "connected" as const };
  const line = { reading: reading(16, at + 4_000), terminal: null };
  return {
    deviceId,
    name: "T-1",
    product: "Pro",
    installationId: "sample-truth",
    circuitId: null,
    rotation: "RST",
    presence,
    flapping: null,
    old: null,
    state,
    powerW: reading(11_000, at + 4_000),
    lines: [line, line, line],
    voltageV: [null, null, null],
    voltageOffGrid: [false, false, false],
    limitA: 32,
    priority: null,
    allocatedA: reading(16, at + 2_000),
    allocatedTerminals: reading("1-2-3-N" as const, at + 2_000),
    grant: null,
    session: { id: "S1", startedAt: at, energyKwh: reading(0.1, at + 5_000), tag: "nfc-A1" },
    firmware: {
      computer: { value: "1.0", at: t0 },
      mcu: { value: "2.0", at: t0 },
      available: null,
      behind: null,
      upgrade: null,
    },
    warnings: [],
    anomalies: [],
    powerFactor: null,
    carPhases: 3,
    commands: [],
    may: availabilities({ state: "charging", presence, connected: true }),
    undecodable: 0,
  };
}

/** What a right page shows of an installation with that one charger. */
export function chargingSums(at: number): Sums {
  const line = { currentA: 16, atLeast: false, at: at + 4_000 };
  return {
    id: "sample-truth",
    powerW: { value: 11_000, atLeast: false },
    presences: { online: 1, silent: 0, offline: 0, unknown: 0 },
    states: {
      charging: 1,
      waitingForCurrent: 0,
      waitingForAuthorisation: 0,
      paused: 0,
      finished: 0,
      noCar: 0,
      unknown: 0,
    },
    phases: { lines: [line, line, line] },
  };
}

/** A command with its course: stages and when each was reached, ms. */
export function command(kind: Command["kind"], ...course: [CommandStage, number][]): Command {
  return {
    id: "6f1b9a52-0000-4000-8000-000000000001",
    deviceId,
    kind,
    by: { personId: "p", name: "Sample Owner" },
    idempotencyKey: "k",
    course: course.map(([stage, at]) => ({ stage, at, reason: null })),
    waiting: null,
    deadlineAt: null,
  };
}
