import type { DeviceId } from "../domain/ids";
import { pick, randomFrom, uniform } from "../domain/random";
import { type Rotation, type Topology, usualPriority, usualSettings } from "../domain/topology";
import { newGrid } from "../simulator/charger/grid";
import { withDefaults } from "../simulator/charger/spec";
import { newCharger } from "../simulator/charger/state";
import { gatewayTransport } from "../simulator/fleet/transport";
import { Book } from "./book/book";
import { Fate, type FateOptions, tags } from "./fate";
import type { Finding } from "./judge/finding";
import { judgeGrant } from "./judge/judge-commands";
import type { Product } from "./product";
import { openRelay, type Relay } from "./relay";
import { Speaker } from "./speaker";

export const installationId = "sample-truth";
const rotations: readonly Rotation[] = ["RST", "STR", "TRS", "RTS", "SRT", "TSR"];
const pulseS = 3;

/** One installation with so many chargers, each wired its own way. */
export function sampleTopology(count: number): Topology {
  const fuseA = 32 * count;
  return {
    installations: [
      {
        id: installationId,
        name: "Sample car park",
        networkType: "TN3",
        mainFuseA: fuseA,
        availableA: [fuseA, fuseA, fuseA],
        imbalanceLimitA: null,
        switchCurrentA: 15,
        timeZone: "Europe/Berlin",
        authorisation: { kind: "tags", tags: [...tags.accepted] },
        ...usualSettings,
      },
    ],
    circuits: [{ id: `${installationId}-a`, installationId, name: "A", fuseA }],
    chargers: Array.from({ length: count }, (_, index) => ({
      deviceId: serial(index),
      circuitId: `${installationId}-a`,
      name: `T-${index + 1}`,
      rotation: rotations[index % rotations.length] ?? "RST",
      maxCurrentA: 32,
      minCurrentA: 6,
      priority: usualPriority,
      enrolled: true,
    })),
  };
}

const serial = (index: number): DeviceId => `${index % 4 === 3 ? "ZAP" : "ZPR"}${String(950_001 + index)}`;
const accepts = (tag: string) => (tags.accepted as readonly string[]).includes(tag);

export interface CastOptions {
  seed: number;
  fate: Omit<FateOptions, "seed">;
  /** Mean time between the small things that a charger tells, ms. */
  chatterMs?: number;
  say?: (line: string) => void;
}

/** The chargers of a world, what is true of them, and what befalls them. */
export interface Cast {
  books: Map<DeviceId, Book>;
  speakers: Speaker[];
  fates: Fate[];
  relays: Relay[];
}

/** Sets the chargers up at the product's gateway; they connect as time passes. */
export async function openCast(
  product: Product,
  topology: Topology,
  options: CastOptions,
  onGrant: (finding: Finding) => void,
): Promise<Cast> {
  const { seed, say = () => undefined } = options;
  const now = Date.now();
  const grid = newGrid("TN3", 32 * topology.chargers.length);
  const transport = gatewayTransport({
    host: "localhost",
    port: product.gatewayPort,
    ca: product.ca,
    keyOf: product.keyOf,
  });
  const cast: Cast = { books: new Map(), speakers: [], fates: [], relays: [] };
  for (const [index, { deviceId, rotation }] of topology.chargers.entries()) {
    const spec = withDefaults({
      deviceId,
      rotation,
      mainFuseA: 32 * topology.chargers.length,
      authenticationRequired: index % 2 === 0,
      pulseIntervalS: pulseS,
      ...(index % 5 === 4 ? { firmware: { computer: "5.2.1.1", mcu: "3.1.0.0" } } : {}),
    });
    const random = randomFrom(`clock/${seed}/${deviceId}`);
    const wrongFromStart = options.fate.clocks && uniform(random) < 0.3;
    const errorMs = wrongFromStart ? pick(random, [60_000, 600_000, 3_000, -30_000, -90_000]) : 0;
    const book = new Book(deviceId, rotation, accepts, errorMs, product.gatewayKills);
    const relay = await openRelay(product.gatewayPort);
    // No faster than a charger could be: the energy of one that is would be refused as one that cannot be.
    const state = newCharger(spec, now, { seed, speed: 2, grid });
    const speaker = new Speaker({
      state,
      book,
      relay,
      transport,
      seed,
      chatterMs: options.chatterMs,
      onReceipt(receipt) {
        if (receipt.method !== "601") return;
        onGrant({ of: deviceId, field: "grant", at: receipt.at, ...judgeGrant(book, receipt, receipt.at) });
      },
    });
    cast.books.set(deviceId, book);
    cast.relays.push(relay);
    cast.speakers.push(speaker);
    cast.fates.push(new Fate(speaker, { ...options.fate, seed }, now, (what) => say(`${deviceId} ${what}`)));
  }
  return cast;
}

/** Lets time pass for all of them. */
export function tickCast({ fates, speakers }: Cast, now: number): void {
  for (const fate of fates) fate.tick(now);
  for (const speaker of speakers) speaker.tick(now);
}

export async function closeCast({ speakers, relays }: Cast): Promise<void> {
  for (const speaker of speakers) speaker.end();
  for (const relay of relays) await relay.close();
}
