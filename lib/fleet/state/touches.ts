import type { KnownKey, ObservationKey } from "../../domain/charger/observation";
import { boundedKeys } from "../../domain/charger/plausible";

/** What an observation touches, as bits, so that one look-up per observation says what is to be done for it. */
export const touches = {
  /** Shown on lists and in sums. */
  installation: 1,
  /** The state word, the tag, the silence window. */
  state: 2,
  /** When a session began or ended: also told by late observations. */
  session: 4,
  firmware: 8,
  /** May prove a command. */
  proof: 16,
  pulse: 32,
  /** What anomalies are judged by. */
  electric: 64,
  /** A voltage: it tells of the grid only by how the relays are as it is told. */
  voltage: 128,
  /** Not every value can be (`plausible.ts`). */
  bounded: 256,
} as const;

const t = touches;

const bits = new Map<ObservationKey, number>(
  Object.entries({
    mode: t.electric | t.installation | t.state | t.session | t.proof | t.pulse,
    pausedByOrder: t.installation | t.state | t.proof,
    authenticationRequired: t.installation | t.state,
    tag: t.installation | t.state,
    sessionId: t.state | t.session | t.proof,
    sessionEnergyKwh: t.proof,
    powerW: t.installation | t.proof,
    current1A: t.electric | t.installation | t.proof,
    current2A: t.electric | t.installation | t.proof,
    current3A: t.electric | t.installation | t.proof,
    voltage1V: t.electric | t.voltage | t.installation,
    voltage2V: t.electric | t.voltage | t.installation,
    voltage3V: t.electric | t.voltage | t.installation,
    allocatedCurrentA: t.electric,
    allocatedTerminals: t.electric,
    standAlone: t.electric,
    rotation: t.electric | t.installation,
    networkType: t.electric | t.installation,
    warnings: t.installation,
    pulseIntervalS: t.pulse,
    computerVersion: t.firmware | t.proof,
    upgradeNote: t.proof,
    mcuVersion: t.firmware,
    startedUp: t.proof,
    uptime: t.proof,
    uptimeMCU: t.proof,
    completedSession: t.bounded,
  } satisfies Partial<Record<KnownKey, number>>),
);
for (const key of boundedKeys) bits.set(key, (bits.get(key) ?? 0) | t.bounded);

/** The bits of an observation's key; 0: it is only kept and shown. */
export function touchedBy(key: ObservationKey): number {
  return bits.get(key) ?? 0;
}
