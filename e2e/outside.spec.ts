import { readFileSync } from "node:fs";
import { join } from "node:path";
import sdk from "azure-iot-device";
import { Mqtt } from "azure-iot-device-mqtt";
import { connectionString } from "../lib/gateway/devices/connection-string";
import { readRecording } from "../lib/simulator/fleet/recording";
import { replayActor } from "../lib/simulator/fleet/replay";
import { startRunner } from "../lib/simulator/fleet/runner";
import { gatewayTransport } from "../lib/simulator/fleet/transport";
import { recordedCharger, sdkCharger } from "./sample";
import { presence, state } from "./steps";
import { expect, test } from "./test";

test("a charger that speaks through the official SDK appears on the page", async ({ page, world, enter }) => {
  const key = world.keys.get(sdkCharger) ?? Buffer.alloc(0);
  const client = sdk.Client.fromConnectionString(
    connectionString("localhost", world.gatewayPort, sdkCharger, key),
    Mqtt,
  );
  await client.setOptions({ ca: world.ca });
  await client.open();
  try {
    const at = new Date().toISOString();
    const said = (id: number, value: string) => ({ ObservedAt: at, Value: value, ObservationId: id, Type: 1 });
    const message = new sdk.Message(
      JSON.stringify({
        Observations: [said(710, "3"), said(507, "15.9"), said(508, "0"), said(509, "0"), said(513, "3657")],
        Type: 6,
      }),
    );
    message.contentType = "application/json";
    message.contentEncoding = "utf-8";
    await client.sendEvent(message);
    await enter(page, "manager", `/chargers/${sdkCharger}`);
    await expect(state(page)).toHaveText(/^Charging/);
    const phases = page.getByRole("region", { name: "Phases" });
    await expect(phases.getByRole("meter", { name: "L1" })).toHaveAttribute("aria-valuetext", /^15\.9 A/);
  } finally {
    await client.close();
  }
  await expect(presence(page)).toHaveText(/^Offline/);
  await expect(state(page)).toHaveText(/^Was charging/);
});

test("the recording of a real charger appears, with what it really said", async ({ page, world, enter }) => {
  const file = join(import.meta.dirname, "../lib/simulator/samples/pro-state.json");
  const actor = replayActor(readRecording(readFileSync(file, "utf8")), recordedCharger);
  const keyOf = (id: string) => world.keys.get(id)?.toString("base64") ?? "";
  const runner = startRunner({
    actors: [{ actor, silentAfterMs: null, offlineAfterMs: null }],
    transport: gatewayTransport({ host: "localhost", port: world.gatewayPort, ca: world.ca, keyOf }),
    now: Date.now,
    seed: 1,
    weather: [],
  });
  try {
    await enter(page, "support", `/chargers/${recordedCharger}`);
    await expect(presence(page)).toHaveText(/^Online/);
    // It was said days before its connection began: whether it still holds is not known.
    await expect(state(page)).toHaveText(/^Was no car/);
    await expect(page.getByRole("note")).toContainText("shown as old");
    await expect(page.getByRole("region", { name: "Firmware" })).toContainText("5.3.0.3");
    // A session's energy has ended with the car's leaving; the recorded one is told as the last.
    await expect(page.getByRole("region", { name: "Session" })).toContainText("68.3");
  } finally {
    await runner.stop();
  }
});
