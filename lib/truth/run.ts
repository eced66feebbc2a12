import type { DeviceId } from "../domain/ids";
import { type Rotation, type Topology, usualPriority, usualSettings } from "../domain/topology";
import { newGrid } from "../simulator/grid";
import { pick, randomFrom, uniform } from "../simulator/random";
import { withDefaults } from "../simulator/spec";
import { newCharger } from "../simulator/state";
import { gatewayTransport } from "../simulator/transport";
import { Book } from "./book";
import { Fate, type FateOptions, tags } from "./fate";
import { type Finding, Tally } from "./finding";
import { judgeCharger } from "./judge-charger";
import { judgeCommands, judgeGrant } from "./judge-commands";
import { newMemory } from "./judge-reading";
import { judgeSums } from "./judge-sums";
import { openProduct, type PartName, type Product } from "./product";
import { openRelay, type Relay } from "./relay";
import { Speaker } from "./speaker";
import { giveCommand, StreamReader, signIn } from "./stream-reader";

export const installationId = "sample-truth";
const rotations: readonly Rotation[] = ["RST", "STR", "TRS", "RTS", "SRT", "TSR"];
const pulseS = 3;

export interface RunOptions {
  seed: number;
  chargers: number;
  durationMs: number;
  fate: Omit<FateOptions, "seed">;
  /** Mean time between kills, ms, and of what; null: nothing is killed. */
  kills: { everyMs: number; parts: readonly PartName[] } | null;
  /** Mean time between commands, ms; null: none are given. */
  commandsEveryMs: number | null;
  lookEveryMs?: number;
  say?: (line: string) => void;
}

export interface RunResult {
  tally: Tally;
  kills: number;
  commands: number;
  frames: number;
  acknowledged: number;
}

function sampleTopology(count: number): Topology {
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

interface Cast {
  books: Map<DeviceId, Book>;
  speakers: Speaker[];
  fates: Fate[];
  relays: Relay[];
}

async function openCast(
  product: Product,
  topology: Topology,
  options: RunOptions,
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
    const book = new Book(deviceId, rotation, accepts, errorMs);
    const relay = await openRelay(product.gatewayPort);
    const state = newCharger(spec, now, { seed, speed: 10, grid });
    const speaker = new Speaker({
      state,
      book,
      relay,
      transport,
      seed,
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

const commandKinds = ["stop", "start", "stop", "start", "restart", "upgradeFirmware"] as const;

/** One seed: the product, its chargers and what befalls them, and the judge, who looks at every frame's chargers and all a few times a second. */
export async function run(options: RunOptions): Promise<RunResult> {
  const { seed, durationMs, lookEveryMs = 500, say = () => undefined } = options;
  const topology = sampleTopology(options.chargers);
  const product = await openProduct({ topology });
  const tally = new Tally();
  const memory = newMemory();
  const random = randomFrom(`run/${seed}`);
  const counts = { kills: 0, commands: 0 };
  const add = (findings: readonly Finding[]) => {
    for (const finding of findings) {
      const before = tally.lies.length;
      tally.add(finding);
      if (tally.lies.length > before) say(`FALSE ${finding.of} ${finding.field}: ${finding.lie}: ${finding.detail}`);
    }
  };
  const cast = await openCast(product, topology, options, (finding) => add([finding]));
  const books = [...cast.books.values()];
  try {
    const cookies = [];
    for (const person of product.people) cookies.push(await signIn(product.url, person));
    const upMs = (now: number) => {
      const since = product.upSince();
      return since === null ? 0 : now - since;
    };
    const look = (deviceIds: Iterable<DeviceId>, now: number) => {
      const shown = reader.shown(now);
      if (shown === null) return;
      for (const deviceId of deviceIds) {
        const view = shown.chargers.get(deviceId);
        const book = cast.books.get(deviceId);
        if (view && book) add(judgeCharger(book, view, now, upMs(now), memory));
        const detail = shown.details[deviceId];
        if (detail && book) add(judgeCommands(book, detail.commands, now));
      }
    };
    const lookAll = (now: number) => {
      look(cast.books.keys(), now);
      const view = reader.shown(now)?.installations[installationId];
      if (view) add(judgeSums(books, view, now));
    };
    const scopes = [
      `installation:${installationId}`,
      ...books.slice(0, 60).map(({ deviceId }) => `charger:${deviceId}`),
    ];
    const reader = new StreamReader(product.url, cookies[0] ?? "", scopes, (frame) => {
      if (frame.kind === "delta" && frame.chargers)
        look(
          frame.chargers.map(({ deviceId }) => deviceId),
          Date.now(),
        );
    });
    const until = Date.now() + durationMs;
    const given: { deviceId: DeviceId; id: string }[] = [];
    let killing: Promise<void> | null = null;
    let killAt = options.kills ? Date.now() + options.kills.everyMs : Number.POSITIVE_INFINITY;
    let commandAt = options.commandsEveryMs === null ? Number.POSITIVE_INFINITY : Date.now() + 5_000;
    let lookAt = 0;
    while (Date.now() < until) {
      const now = Date.now();
      for (const fate of cast.fates) fate.tick(now);
      for (const speaker of cast.speakers) speaker.tick(now);
      if (now >= lookAt) {
        lookAt = now + lookEveryMs;
        lookAll(now);
      }
      if (options.kills && now >= killAt && killing === null) {
        const part = pick(random, options.kills.parts as [PartName, ...PartName[]]);
        counts.kills += 1;
        say(`kill -9 ${part}`);
        const { everyMs } = options.kills;
        killing = product.kill(part).finally(() => {
          killing = null;
          killAt = Date.now() + everyMs * (0.6 + 0.8 * uniform(random));
        });
      }
      if (now >= commandAt) {
        commandAt = now + (options.commandsEveryMs ?? 0) * (0.5 + uniform(random));
        const book = pick(random, books as [Book, ...Book[]]);
        const cookie = pick(random, cookies as [string, ...string[]]);
        void giveCommand(product.url, cookie, book.deviceId, pick(random, commandKinds)).then((id) => {
          if (typeof id === "number") return;
          counts.commands += 1;
          given.push({ deviceId: book.deviceId, id });
        });
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await killing;
    reader.end();
    const acknowledged = books.reduce(
      (sum, { messages }) => sum + messages.filter((one) => one.acknowledgedAt !== null).length,
      0,
    );
    return { tally, ...counts, frames: reader.frames, acknowledged };
  } finally {
    for (const speaker of cast.speakers) speaker.end();
    for (const relay of cast.relays) await relay.close();
    await product.end();
  }
}
