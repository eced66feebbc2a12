import type { GrantView } from "../../domain/charger/grant";
import type { KnownKey, ObservationValue } from "../../domain/charger/observation";
import type { ChargerMode } from "../../domain/charger/state";
import type { Terminals } from "../../domain/electrical/terminals";
import type { DeviceId } from "../../domain/ids";
import type { Installation, Topology } from "../../domain/topology";
import { apply } from "../../fleet/apply";
import { takeChange } from "../../fleet/state/change";
import { observed, TestFleet, topologyOf } from "../../fleet/test-fleet";
import type { ChargerOrder } from "../../protocol/charger-order";
import { createLog } from "../base/log";
import { type Allocation, createAllocation } from "./allocation";

/** What was sent to a charger, in short: "allocate 16 4", "deallocate", "tagGranted". */
export type Sent = `${DeviceId}: ${string}`;

interface Car {
  mode: ChargerMode;
  currentA: number;
  terminals: Terminals;
  /** How it takes commands. */
  manner: "obeys" | "refuses" | "ignores" | "confirmsLate" | "saysChangesOnly";
  /** What it will say once it is told to. */
  late: (() => void)[];
  /** What it reported last. */
  told: string;
}

/** A real fleet with the load management at work on it, and chargers that answer as the device protocol says. */
export class AllocationWorldForTests extends TestFleet {
  readonly sent: Sent[] = [];
  readonly cars = new Map<DeviceId, Car>();
  lease: boolean | "unavailable" = true;
  linkUp = true;
  readonly allocation: Allocation;
  private readonly topology: (more: Partial<Installation>) => Topology;
  private timers: { at: number; then: () => void }[] = [];

  constructor(chargers: readonly DeviceId[], installation: Partial<Installation> = {}, fuseA = 40) {
    super([]);
    this.topology = (more) => {
      const topology = topologyOf(chargers);
      const plain = { imbalanceLimitA: null, switchCurrentA: 6, ...installation, ...more };
      const installations = topology.installations.map((park) => ({ ...park, ...plain }));
      const circuits = topology.circuits.map((circuit) => ({ ...circuit, fuseA }));
      return { ...topology, installations, circuits };
    };
    apply(this.fleet, { kind: "topology", topology: this.topology({}) }, this.now);
    for (const id of chargers) {
      this.cars.set(id, {
        mode: "disconnected",
        currentA: 0,
        terminals: "1-2-3-N",
        manner: "obeys",
        late: [],
        told: "",
      });
    }
    this.allocation = createAllocation({
      fleet: this.fleet,
      now: () => this.now,
      after: (ms, then) => {
        const timer = { at: this.now + ms, then };
        this.timers.push(timer);
        return () => {
          this.timers = this.timers.filter((each) => each !== timer);
        };
      },
      apply: (event) => {
        apply(this.fleet, event, this.now);
      },
      send: async (deviceId, rid, method) => {
        if (!this.linkUp) return false;
        this.sent.push(`${deviceId}: ${inShort(method)}`);
        this.obey(deviceId, rid, method);
        return true;
      },
      tryLease: async () => this.lease,
      log: createLog("test", "silent"),
    });
  }

  car(deviceId: DeviceId): Car {
    const car = this.cars.get(deviceId);
    if (!car) throw new Error(`no charger ${deviceId}`);
    return car;
  }

  /** Somebody enters another available current. */
  limit(amps: number): void {
    const topology = this.topology({ availableA: [amps, amps, amps] });
    apply(this.fleet, { kind: "topology", topology }, this.now);
  }

  grant(deviceId: DeviceId): GrantView | undefined {
    return this.fleet.grants.get(deviceId);
  }

  /** Time passes in steps of 50 ms; what was noted meanwhile is handed on. */
  async pass(ms: number): Promise<void> {
    for (const end = this.now + ms; this.now < end; ) {
      this.now = Math.floor(this.now / 50) * 50 + 50;
      if (this.now % 1000 === 0) this.allocation.tick();
      this.handOn();
      const due = this.timers.filter(({ at }) => at <= this.now);
      this.timers = this.timers.filter(({ at }) => at > this.now);
      for (const { then } of due) then();
      // What was promised is kept before the next step.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  handOn(): void {
    this.allocation.changed(takeChange(this.fleet));
  }

  /** The link is up, and every charger is connected with no car. */
  async begin(): Promise<void> {
    this.broker(true);
    for (const deviceId of this.cars.keys()) {
      this.connection(true, {}, this.now, deviceId);
      this.tell(deviceId, { mode: "disconnected", maxCurrentA: 32, offlineCurrentA: 0, offlineTerminals: "1-2-3-N" });
    }
    await this.pass(5000);
  }

  tell(deviceId: DeviceId, values: Partial<Record<KnownKey, ObservationValue | null>>): void {
    const entries = Object.entries(values) as [KnownKey, ObservationValue | null][];
    this.says(
      deviceId,
      entries.map(([key, value]) => observed(key, value, this.now)),
    );
  }

  setMode(deviceId: DeviceId, mode: Car["mode"]): void {
    this.car(deviceId).mode = mode;
    this.tell(deviceId, { mode: mode });
  }

  private obey(deviceId: DeviceId, rid: string, method: ChargerOrder): void {
    const car = this.car(deviceId);
    if (car.manner === "ignores") return;
    const answer = (status: number) => {
      this.allocation.arrived({
        message: { kind: "answer", deviceId, rid, status, body: null },
        receivedAt: this.now,
        backlog: false,
        timed: true,
        retained: false,
        dup: false,
      });
    };
    answer(car.manner === "refuses" ? 400 : 200);
    if (car.manner === "refuses") return;
    if (method.name !== "allocate" && method.name !== "deallocate") return;
    const confirm = () => {
      car.currentA = method.name === "allocate" ? method.currentA : 0;
      if (method.name === "allocate") car.terminals = method.terminals;
      // Its own clock goes on between what it says.
      this.now += 1;
      const told = `${car.currentA} ${car.terminals}`;
      if (car.manner !== "saysChangesOnly" || told !== car.told) {
        this.tell(deviceId, { allocatedCurrentA: car.currentA, allocatedTerminals: car.terminals });
      }
      car.told = told;
      if (car.mode === "requesting" && car.currentA > 0) this.setMode(deviceId, "charging");
      else if (car.mode === "charging" && car.currentA === 0) this.setMode(deviceId, "requesting");
    };
    if (car.manner === "confirmsLate") car.late.push(confirm);
    else confirm();
  }
}

function inShort(method: ChargerOrder): string {
  return method.name === "allocate" ? `allocate ${method.currentA} ${method.terminals}` : method.name;
}
