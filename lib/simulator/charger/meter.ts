import { ocmfInstant } from "./numbers";
import { sessionKwh } from "./power";
import type { ChargerState, Session } from "./state";

const round3 = (value: number) => Math.round(value * 1000) / 1000;
const micros = (at: number) => `${new Date(Math.floor(at)).toISOString().slice(0, -1)}000Z`;

function header(s: ChargerState, log: "F1" | "T1") {
  const name = s.maker === "Go" ? "ZAPTEC GO" : "Zaptec Pro";
  return { FV: "1.0", GI: name, GS: s.spec.deviceId, GV: s.firmware.computer, PG: log };
}

/** A fiscal meter reading (observation 554) as OCMF, without a signature: a simulated meter has nothing to sign with. */
export function meterReading(s: ChargerState, at: number): string {
  const reading = {
    TM: ocmfInstant(at),
    RV: round3(s.registerKwh),
    RI: "1-0:1.8.0",
    RU: "kWh",
    RT: s.maker === "Go" ? "AC" : undefined,
    ST: "G",
  };
  return `OCMF|${JSON.stringify({ ...header(s, "F1"), RD: [reading] })}`;
}

function sessionReadings(s: ChargerState, session: Session, endedAt: number) {
  const begin = {
    TM: ocmfInstant(session.startedAt),
    TX: "B",
    RV: round3(session.startKwh),
    RI: "1-0:1.8.0",
    RU: "kWh",
    ST: "G",
  };
  const tariff = session.readings.map(({ at, kwh }) => ({ TM: ocmfInstant(at), TX: "T", RV: round3(kwh), ST: "G" }));
  return [begin, ...tariff, { TM: ocmfInstant(endedAt), TX: "E", RV: round3(s.registerKwh), ST: "G" }];
}

/** The completed session (observation 723): energy, times, tag, and the session's log as OCMF. */
export function completedSession(s: ChargerState, session: Session, endedAt: number): string {
  const identification = session.tag
    ? { IS: true, IL: "HEARSAY", IF: ["RFID_RELATED"], IT: "ISO14443", ID: session.tag.replace(/^nfc-/, "") }
    : { IS: false };
  const log = {
    ...header(s, "T1"),
    ...identification,
    RD: sessionReadings(s, session, endedAt),
    ZS: session.id,
  };
  return JSON.stringify({
    SessionId: session.id,
    Energy: round3(sessionKwh(s)),
    StartDateTime: micros(session.startedAt),
    EndDateTime: micros(endedAt),
    ReliableClock: true,
    StoppedByRFID: false,
    AuthenticationCode: session.tag ?? "",
    SignedSession: `OCMF|${JSON.stringify(log)}`,
  });
}
