import type { ChargerView } from "../../contract/view";
import type { Rotation, Triple } from "../../domain/topology";
import type { Book } from "../book/book";
import type { Finding } from "./finding";
import { isHealthy } from "./health";
import { judgePresence } from "./judge-presence";
import { type Asked, isMarkedOld, judgeReading, type Memory, type Ruling } from "./judge-reading";
import { judgeSession, judgeState } from "./judge-session";

/** How long a voltage holds (screens.md, "Values"), ms. */
const voltageHoldMs = 60 * 60_000;

/** The line (0, 1, 2) of each terminal: letter n of a rotation is the line of terminal n. */
export const linesOf = (rotation: Rotation): Triple<number> => {
  const line = (letter: string | undefined) => "RST".indexOf(letter ?? "");
  return [line(rotation[0]), line(rotation[1]), line(rotation[2])];
};

/** How the charger has said what the product tells as terminals. */
const phaseIds: Partial<Record<string, number>> = {
  "1-N": 1,
  "2-N": 2,
  "3-N": 3,
  "1-2-3-N": 4,
  "1-2": 5,
  "2-3": 6,
  "1-3": 8,
  "1-2-3": 9,
};

/** Everything that a charger's view tells, each against the world. `upMs`: for how long all parts have been up. */
export function judgeCharger(book: Book, view: ChargerView, now: number, upMs: number, memory: Memory): Finding[] {
  const { presence } = view;
  // What is told as old though the charger is online claims nothing about now.
  const online = presence.word === "online" && view.old === null;
  // What holds for good does so of a charger that is away, not while nothing at all is heard.
  const heard = presence.reason !== "brokerLost" && view.old === null;
  const healthy = isHealthy(book, now, upMs);
  const look = { book, now, memory, healthy };
  const found: Finding[] = [];
  const say = (field: string, ruling: Ruling) => found.push({ of: book.deviceId, field, at: now, ...ruling });
  const reading = (
    field: string,
    id: number,
    shown: Asked["shown"],
    holds: "whileOnline" | "always" | number = "whileOnline",
  ) => {
    const young = typeof holds !== "number" || (shown !== null && now - shown.at <= holds);
    const live = ((holds === "always" && heard) || (online && young)) && !isMarkedOld(shown);
    say(field, judgeReading({ ...look, id, shown, live, healthy: healthy && young }));
  };
  say("presence", judgePresence(book, presence, now, upMs));
  say("state", judgeState({ ...look, live: online }, view.state));
  const certain = online && !isMarkedOld(view.state);
  for (const { field, ruling } of judgeSession({ ...look, live: certain }, view.session)) say(field, ruling);
  reading("power", 513, view.powerW);
  linesOf(book.rotation).forEach((line, terminal) => {
    reading(`L${line + 1}`, 507 + terminal, view.lines[line]?.reading ?? null);
  });
  view.voltageV.forEach((volts, terminal) => {
    reading(`voltage ${terminal + 1}`, 501 + terminal, volts, voltageHoldMs);
  });
  reading("allocated current", 708, view.allocatedA);
  const { allocatedTerminals: told } = view;
  reading("allocated phases", 519, told && { ...told, value: phaseIds[told.value] ?? told.value });
  reading("computer firmware", 911, view.firmware.computer, "always");
  reading("mcu firmware", 908, view.firmware.mcu, "always");
  return found;
}
