import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt from "mqtt";
import { openBroker } from "../lib/broker/open-broker";
import type { Keep } from "../lib/broker/options";
import { apply } from "../lib/fleet/apply";
import { takeChange } from "../lib/fleet/state/change";
import { openJournal } from "../lib/journal/journal";
import { bareReceive } from "./bare";
import { fleetOf } from "./fleet-of";

const [mode, url, ca, password, chargers, qos] = JSON.parse(process.argv[2] ?? "[]");
const login = { ca, username: "dashboard", password };
const report = 1000;
const frameMs = 100;
let count = 0;

function counted(): void {
  if (++count % report === 0) process.send?.({ count });
}

async function subscribePlainly(receive: (topic: string, payload: Buffer) => void): Promise<void> {
  const client = await mqtt.connectAsync(url, { ...login, clientId: `bench-${mode}`, clean: true });
  client.on("message", (topic, payload) => {
    receive(topic, payload);
    counted();
  });
  await client.subscribeAsync("devices/+/messages/events/#", { qos: 1 });
}

/** What is acknowledged is written before; all of it is cut again, as the dashboard does once it is stored. */
function openKeep(): Keep & { cut(): void } {
  const folder = mkdtempSync(join(tmpdir(), "phaseboard-bench-journal-"));
  const journal = openJournal({
    folder,
    softBytes: 2 ** 30,
    hardBytes: 2 ** 31,
    log: console,
    now: Date.now,
  });
  return {
    take: (entry) => journal.gather(entry),
    write: () => journal.write(),
    hasRoom: () => journal.hasRoom(),
    cut: () => journal.cut(journal.last()),
  };
}

/** The product's own way: broker door, decoder, fleet; its changes are taken as often as the live server takes them. */
function openOwnDoor(): Promise<void> {
  const fleet = fleetOf(chargers);
  const keep = qos === 1 ? openKeep() : null;
  setInterval(() => {
    const now = Date.now();
    apply(fleet, { kind: "tick" }, now);
    takeChange(fleet);
    keep?.cut();
  }, frameMs);
  return new Promise((resolve) => {
    openBroker(
      {
        url,
        ...login,
        clientId: "phaseboard-bench",
        protocolVersion: 4,
        reading: { kind: "session", keep },
        stamps: false,
      },
      {
        arrival: (arrival) => {
          apply(fleet, { kind: "arrival", arrival }, arrival.receivedAt);
          counted();
        },
        failed: (error) => console.error(error),
        link: (up, reason) => {
          apply(fleet, { kind: "broker", up, reason }, Date.now());
          if (up) resolve();
        },
      },
    );
  });
}

process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ count, cpuUs: user + system, at: performance.now() });
});

if (mode === "own") await openOwnDoor();
else await subscribePlainly(mode === "bare" ? bareReceive : () => undefined);
process.send?.({ ready: true });
