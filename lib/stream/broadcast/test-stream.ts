import type { Frame } from "../../contract/frame";
import type { Actor } from "../../domain/access/actor";
import type { Person, Role } from "../../domain/access/person";
import type { Scope } from "../../domain/access/scope";
import { type Installation, type Topology, usualPriority, usualSettings } from "../../domain/topology";
import { apply } from "../../fleet/apply";
import { takeChange } from "../../fleet/state/change";
import type { FleetEvent } from "../../fleet/state/event";
import { createFleet } from "../../fleet/state/fleet";
import { decode } from "../../protocol/zaptec/decode";
import { zaptec } from "../../protocol/zaptec/zaptec";
import { createFleetReader } from "../../server/app/live-reader";
import { frameHead } from "../read-frame";
import { createBroadcaster } from "./broadcaster";

export const t0 = 1_700_000_000_000;

/** Timers that go off when the test says that time has passed. */
class TestClock {
  now = t0;
  private timers = new Set<{ at: number; then: () => void }>();

  after = (ms: number, then: () => void) => {
    const timer = { at: this.now + ms, then };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  };

  pass(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const next = [...this.timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers.delete(next);
      this.now = Math.max(this.now, next.at);
      next.then();
    }
    this.now = end;
  }
}

const installation = (id: string, name: string): Installation => ({
  id,
  name,
  networkType: "TN3",
  mainFuseA: 63,
  availableA: [63, 63, 63],
  imbalanceLimitA: null,
  switchCurrentA: 15,
  timeZone: "Europe/Oslo",
  authorisation: { kind: "any" },
  ...usualSettings,
});

const charger = (deviceId: string, circuitId: string | null) => ({
  deviceId,
  circuitId,
  name: `Place ${deviceId}`,
  rotation: "RST" as const,
  maxCurrentA: 32,
  minCurrentA: 6,
  priority: usualPriority,
  enrolled: true,
});

/** Two installations, North with two chargers and South with one; and one charger that hangs nowhere. */
export const twoInstallations: Topology = {
  installations: [installation("north", "Northgate"), installation("south", "Southend")],
  circuits: [
    { id: "north-a", installationId: "north", name: "North circuit", fuseA: 40 },
    { id: "south-a", installationId: "south", name: "South circuit", fuseA: 40 },
  ],
  chargers: [
    charger("ZAP000001", "north-a"),
    charger("ZAP000002", "north-a"),
    charger("ZAP000009", "south-a"),
    charger("ZAP000050", null),
  ],
};

export const person = (role: Role, ...installationIds: string[]): Person & { version: number } => ({
  id: `${role} of ${installationIds.join()}`,
  email: `${role}@example.org`,
  name: role,
  role,
  installationIds,
  version: 1,
});

/** A subscriber at the other end: the frames it has got so far, and how it ended. */
export class TestSubscriber {
  readonly frames: Frame[] = [];
  text = "";
  ended: "no" | "closed" | "broken" = "no";
  private reader: ReadableStreamDefaultReader<Uint8Array>;

  constructor(body: ReadableStream<Uint8Array>) {
    this.reader = body.getReader();
    void this.read();
  }

  private async read(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for (;;) {
        const { done, value } = await this.reader.read();
        if (done) break;
        this.text += decoder.decode(value, { stream: true });
        const parts = this.text.split("\n\n");
        for (const part of parts.slice(this.frames.length, -1)) this.frames.push(frameIn(part));
      }
      this.ended = "closed";
    } catch {
      // The server threw the connection away; that is what some tests wait for.
      this.ended = "broken";
    }
  }

  kinds(): string[] {
    return this.frames.map((frame) => frame.kind);
  }

  leave(): Promise<void> {
    return this.reader.cancel();
  }
}

/** One event of the stream as a browser would read it: its name, its id and its data must agree. */
function frameIn(event: string): Frame {
  const fields = new Map(
    event.split("\n").map((line): [string, string] => {
      const colon = line.indexOf(": ");
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  const text = fields.get("data") ?? "";
  const frame = JSON.parse(text) as Frame;
  const head = frameHead(text);
  if (fields.get("event") !== frame.kind || fields.get("id") !== String(frame.rev))
    throw new Error(`Bad event: ${event}`);
  if (head?.kind !== frame.kind || head.rev !== frame.rev) throw new Error(`Its head does not say so: ${event}`);
  return frame;
}

/** A real fleet and the event stream over it. */
export class TestStream {
  readonly clock = new TestClock();
  readonly fleet = createFleet({ dialectOf: () => zaptec, startedAt: t0 });
  readonly fleetReader = createFleetReader(this.fleet, () => this.clock.now);
  readonly stream = createBroadcaster(this.fleetReader, () => this.clock.now, this.clock.after);

  constructor(topology: Topology = twoInstallations) {
    this.happens({ kind: "topology", topology });
    this.happens({ kind: "broker", up: true, reason: null });
  }

  happens(...events: FleetEvent[]): void {
    for (const event of events) apply(this.fleet, event, this.clock.now);
    this.stream.changed(takeChange(this.fleet));
  }

  /** The topology is another one. */
  arrange(topology: Topology): void {
    this.happens({ kind: "topology", topology });
    this.stream.topologyChanged();
  }

  /** A charger says values by their wire ids. */
  says(deviceId: string, values: Record<number, string>): void {
    const at = new Date(this.clock.now).toISOString();
    const Observations = Object.entries(values).map(([id, Value]) => ({
      ObservedAt: at,
      Value,
      ObservationId: Number(id),
      Type: 1,
    }));
    const payload = new TextEncoder().encode(JSON.stringify({ Observations, Type: 6 }));
    const message = decode(`devices/${deviceId}/messages/events/ri=x`, payload, this.clock.now);
    this.happens({
      kind: "arrival",
      arrival: { message, receivedAt: this.clock.now, backlog: false, timed: true, retained: false, dup: false },
    });
  }

  subscribe(by: Actor & { version: number }, ...scopes: Scope[]): TestSubscriber {
    const signIn = { id: `sign-in of ${by.id}`, version: by.version, endsAt: t0 + 3_600_000 };
    return new TestSubscriber(this.stream.open(by, signIn, scopes));
  }

  /** A page that leaves before anybody reads what it was given; `gone` tells so. */
  opens(by: Person & { version: number }, gone: AbortSignal, ...scopes: Scope[]): void {
    this.stream.open(by, { id: "sign-in", version: by.version, endsAt: t0 + 3_600_000 }, scopes, gone);
  }
}

/** Lets what has been sent arrive. */
export const arrive = () => new Promise<void>((resolve) => setImmediate(resolve));
