import { type Car, car } from "../charger/car";
import type { ChargerSpec, Scene } from "../charger/spec";
import { demoTags } from "./demo-topology";

const hourMs = 3_600_000;

/** A car on one phase, and one on three; big batteries, where a scene is to last. */
const single = (part: Partial<Car> = {}) => car({ phases: 1, maxA: 32, batteryKwh: 64, soc: 0.35, ...part });
const three = (part: Partial<Car> = {}) => car({ batteryKwh: 77, soc: 0.3, ...part });
const slow = single({ batteryKwh: 100, soc: 0.05, maxA: 16 });
const full = (of: Car): Car => ({ ...of, soc: 0.8, targetSoc: 0.8 });

function charging(of: Car, currentA: number, phaseId: number, energyKwh: number, tag?: string): Scene {
  // As long as this energy takes at this current, roughly; on all phases of an IT grid (9) it is less than on those of a TN one.
  const phases = of.phases === 1 ? 1 : phaseId === 9 ? Math.sqrt(3) : 3;
  const startedAgoMs = (energyKwh / ((currentA * 230 * phases) / 1000)) * hourMs;
  return { kind: "charging", car: of, currentA, phaseId, energyKwh, startedAgoMs, tag };
}
const paused = (energyKwh: number): Scene => ({ kind: "paused", car: three(), energyKwh, startedAgoMs: 2 * hourMs });
const finished = (energyKwh: number, tag?: string): Scene => ({
  kind: "finished",
  car: full(three()),
  energyKwh,
  startedAgoMs: 5 * hourMs,
  tag,
});
const requesting = (of: Car, tag?: string, authorised = true): Scene => ({
  kind: "requesting",
  car: of,
  tag,
  authorised,
});

type Part = Partial<ChargerSpec>;
const stays = (scene: Scene, more: Part = {}): Part => ({ scene, habit: "nobody", ...more });
const moves = (scene: Scene, more: Part = {}): Part => ({ scene, ...more });

const oldPro = { firmware: { computer: "5.0.2.1", mcu: "3.1.0.4" } };
const oldGo = { firmware: { computer: "2.2.0.5", mcu: "2.0.3.0" } };
/** Bit 34 of the warnings: beyond 32 bits. */
const illegalPhase = 2 ** 34;

/**
 * How each of the demo's chargers finds itself at the start; who is not named has no car. Currents stay under every fuse.
 * Garage B has eight cars and, at 6 A each, room for six: two wait.
 */
export const demoScenes: Readonly<Record<string, Part>> = {
  ZAP000101: moves(charging(single(), 16, 9, 11.2)),
  ZAP000102: moves(charging(three({ soc: 0.55 }), 16, 9, 22.4)),
  ZAP000103: moves(charging(single({ soc: 0.7, kneeSoc: 0.75 }), 16, 9, 28.9)),
  ZAP000104: stays(finished(41.3)),
  ZAP000105: stays(paused(7.6)),

  ZAP000109: stays(charging(slow, 6, 8, 4.1)),
  ZAP000110: stays(charging(slow, 6, 6, 3.2)),
  ZAP000111: stays(charging(slow, 6, 5, 6.8)),
  ZAP000112: stays(charging(slow, 6, 8, 1.4)),
  ZAP000113: stays(charging(slow, 6, 6, 2.2)),
  ZAP000114: stays(charging(slow, 6, 5, 0.6)),
  ZAP000115: stays(requesting(slow)),
  ZAP000116: stays(requesting(slow)),

  ZAP000117: moves(charging(single(), 10, 8, 8.3)),
  ZAP000118: stays(charging(single({ batteryKwh: 100 }), 10, 6, 5.5), { warnings: illegalPhase }),
  ZAP000119: stays(charging(single(), 10, 5, 9.4), { offlineAfterMs: 6000 }),
  ZAP000120: stays({ kind: "empty" }, oldGo),

  ZPR000201: moves(charging(three(), 16, 4, 14.7)),
  ZPR000202: moves(charging(three({ soc: 0.6 }), 16, 4, 31.8)),
  ZPR000203: moves(charging(single(), 16, 4, 5.2)),
  ZPR000204: moves(charging(three({ soc: 0.1 }), 16, 4, 2.1)),
  ZPR000205: moves(charging(single({ soc: 0.5 }), 16, 4, 12.6)),
  ZPR000206: moves(charging(three({ soc: 0.88, kneeSoc: 0.85 }), 16, 4, 44.9)),
  ZPR000207: stays(finished(38.8)),
  ZPR000208: stays(paused(3.4)),

  ZPR000217: moves(charging(three(), 16, 4, 9.9)),
  ZPR000218: moves(charging(three({ soc: 0.4 }), 16, 4, 17.3)),
  ZPR000219: moves(charging(three({ soc: 0.2 }), 16, 4, 0.9)),
  ZPR000220: moves(charging(single(), 16, 4, 7.7)),
  // Silent before it could confirm an allocation, so it is one that needs none.
  ZPR000221: stays(finished(20.5), { pulseIntervalS: 20, silentAfterMs: 3000 }),
  ZPR000222: stays({ kind: "empty" }, oldPro),
  ZPR000223: moves(finished(26.1)),
  ZPR000224: moves(finished(52.7)),

  ZPR000233: moves(charging(three({ maxA: 32 }), 16, 4, 6.6)),
  ZPR000234: moves(charging(three(), 16, 4, 13.1)),
  ZPR000235: moves(charging(three({ soc: 0.65 }), 16, 4, 33.3)),
  ZPR000236: moves(finished(19.4)),

  ZCS000301: moves(charging(three({ batteryKwh: 75 }), 16, 4, 24.6, demoTags[0])),
  ZCS000302: moves(charging(three({ batteryKwh: 75, soc: 0.5 }), 16, 4, 30.2, demoTags[1])),
  ZCS000303: moves(charging(three({ batteryKwh: 75, soc: 0.2 }), 16, 4, 4.8, demoTags[2])),
  ZCS000304: stays(finished(48, demoTags[3])),
  ZCS000305: stays(requesting(three(), "nfc-SAMPLE9999", false)),
  ZCS000306: stays(requesting(three(), undefined, false)),
  ZCS000309: moves(charging(single({ maxA: 16 }), 16, 4, 3.3, demoTags[0])),
};
