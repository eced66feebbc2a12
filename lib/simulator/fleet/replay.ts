import type { DeviceId } from "../../domain/ids";
import type { Output, Said } from "../charger/turn";
import { encodeObservations, telemetryTopic } from "../charger/wire-out";
import type { Actor } from "./actor";
import type { Recording } from "./recording";

/** The readings follow each other at this distance, so that they can be watched coming in. */
const readingMs = 500;
/** The pulse of a charger that announces none and is not charging. */
const pulseMs = 600_000;

function recorded(recording: Recording, id: number, otherwise: string): string {
  return recording.states.find((said) => said.id === id)?.value || otherwise;
}

/**
 * A charger that says what a recorded real one said: once connected its states, then its meter readings one after another.
 * Instants are shifted so that the newest in the recording is the moment of the first connection; values are as recorded.
 * It refuses every method: nothing that the real one did not say is invented. Only the pulse goes on, because the recording
 * shows a charger that was online.
 */
export function replayActor(recording: Recording, deviceId: DeviceId): Actor {
  const topic = telemetryTopic(
    deviceId,
    recorded(recording, 801, "default"),
    recorded(recording, 800, "00000000-0000-0000-0000-000000000000"),
    false,
  );
  let shiftMs: number | null = null;
  let next = 0;
  let readingAt = 0;
  let pulseAt = Number.POSITIVE_INFINITY;
  const shifted = (said: Said): Said => ({ ...said, at: said.at + (shiftMs ?? 0) });

  function connected(now: number): Output[] {
    pulseAt = now + pulseMs;
    const pulse: Output = { kind: "pulse", ping: false };
    if (shiftMs !== null) return [pulse];
    shiftMs = now - recording.lastAt;
    readingAt = now + readingMs;
    return [pulse, { kind: "observations", said: recording.states.map(shifted) }];
  }

  function due(now: number): Output[] {
    const outputs: Output[] = [];
    if (now >= pulseAt) {
      pulseAt = now + pulseMs;
      outputs.push({ kind: "pulse", ping: false });
    }
    while (shiftMs !== null && now >= readingAt) {
      const reading = recording.readings[next];
      if (!reading) break;
      next += 1;
      readingAt += readingMs;
      outputs.push({ kind: "observations", said: [shifted(reading)] });
    }
    return outputs;
  }

  return {
    deviceId,
    state: null,
    leavesWill: false,
    topic: () => topic,
    payloads: ({ said }) => encodeObservations(said),
    away: () => false,
    step(input, now) {
      if (input.kind === "connected") return connected(now);
      if (input.kind === "disconnected") pulseAt = Number.POSITIVE_INFINITY;
      if (input.kind === "method") return [{ kind: "answer", rid: input.rid, status: 400 }];
      return due(now);
    },
  };
}
