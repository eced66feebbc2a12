import type { Frame } from "../../contract/frame";
import type { ChargerView, InstallationView } from "../../contract/view";
import type { CommandAvailability } from "../../domain/command/command-rules";
import { usualPriority, usualSettings } from "../../domain/topology";
import type { StreamStatus } from "../hub/hub-protocol";
import { createLiveCache } from "../state/live-cache";
import type { Live } from "../state/live-context";
import { createServerClock } from "../state/server-clock";
import { createTicking } from "../state/ticking";
import type { Kept, KeptCharger, KeptInstallation } from "./kept-shape";

const notNow: CommandAvailability = { possible: false, rule: "notConnected" };

/** What is not kept is as if it had never been told; the page without a connection shows none of it. */
const chargerOf = (kept: KeptCharger): ChargerView => ({
  ...kept,
  state: { ...kept.state, pausedBy: null },
  priority: usualPriority,
  allocatedTerminals: null,
  grant: null,
  flapping: null,
  session: null,
  firmware: { computer: null, mcu: null, available: null, behind: null, upgrade: null },
  powerFactor: null,
  carPhases: null,
  commands: [],
  may: { start: notNow, stop: notNow, restart: notNow, upgradeFirmware: notNow },
  undecodable: 0,
});

const installationOf = (kept: KeptInstallation): InstallationView => ({
  ...kept,
  available: { source: "fixed", until: null, nextChangeAt: null, meter: null },
  settings: { ...usualSettings, availableA: kept.phases.limitA, switchCurrentA: 0, imbalanceLimitA: null },
});

const up = { up: true, since: 0, reason: null };

/** What was kept as the live state of a page whose connection is lost. `at`: as of when it is told, ms. */
export function keptLive(kept: Kept, at: number, now: number): Live {
  const cache = createLiveCache();
  const frame: Frame = {
    kind: "snapshot",
    rev: 0,
    at,
    scopes: [],
    links: { broker: up, store: up, lastMessageAt: null },
    installations: Object.values(kept.installations).map(({ view }) => installationOf(view)),
    chargers: Object.values(kept.chargers).map(({ view }) => chargerOf(view)),
  };
  cache.apply(frame);
  const status: StreamStatus = { word: "lost", since: at };
  const nothing = () => {};
  const tab: Live["tab"] = {
    status: () => status,
    subscribe: () => nothing,
    want: () => nothing,
    start: () => nothing,
    signedOut: nothing,
  };
  return { tab, cache, clock: createServerClock(now), onTick: createTicking(), startAt: now };
}
