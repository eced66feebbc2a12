import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { noon } from "../charger/test-charger";
import type { Output, Said } from "../charger/turn";
import { readRecording } from "./recording";
import { replayActor } from "./replay";

const text = readFileSync(join(import.meta.dirname, "../samples/pro-state.json"), "utf8");
const recording = readRecording(text);
const raw: { StateId: number; Timestamp: string; ValueAsString?: string }[] = JSON.parse(text);
const said = (outputs: readonly Output[]): Said[] => outputs.flatMap((o) => (o.kind === "observations" ? o.said : []));

/** Everything that the replay says in a time. */
function replay(ms: number): Output[] {
  const actor = replayActor(recording, "ZPR000001");
  const outputs = [...actor.step({ kind: "connected" }, noon)];
  for (let now = noon; now <= noon + ms; now += 250) outputs.push(...actor.step({ kind: "tick" }, now));
  return outputs;
}

describe("the recording of a real charger", () => {
  it("has its serial number, its states without the cloud's own, and 53 readings of a 68 kWh session", () => {
    expect(recording.deviceId).toBe("ZPR000001");
    expect(recording.states).toHaveLength(raw.filter((state) => state.StateId >= 0).length);
    expect(recording.readings).toHaveLength(53);
    const kwh = (index: number) =>
      JSON.parse(recording.readings.at(index)?.value?.slice("OCMF|".length) ?? "").RD[0].RV as number;
    expect(kwh(-1) - kwh(0)).toBeCloseTo(68.268, 3);
  });

  it("gives each reading the fields that it repeats from the one before", () => {
    const reading = JSON.parse(recording.readings[7]?.value?.slice("OCMF|".length) ?? "");
    expect(reading.RD).toHaveLength(1);
    expect(reading.RD[0]).toMatchObject({ TX: "T", RI: "1-0:1.8.0", RU: "kWh", ST: "G" });
    expect(reading.GS).toBe("ZPR000001");
  });

  it("says every recorded value as it was, its instant shifted so that the newest of all is now", () => {
    const newest = Math.max(...raw.map((state) => Date.parse(`${state.Timestamp}Z`)));
    const states = said(replay(0));
    for (const state of raw.filter((each) => each.StateId >= 0)) {
      const match = states.find((each) => each.id === state.StateId);
      expect(match?.value ?? undefined).toBe(state.ValueAsString);
      expect(match?.at).toBe(noon - (newest - Date.parse(`${state.Timestamp}Z`)));
    }
    expect(Math.max(...states.map((each) => each.at))).toBeLessThanOrEqual(noon);
  });

  it("lets the readings follow each other, one after another, in the order of their time", () => {
    const outputs = replay(60_000);
    const readings = said(outputs.slice(2));
    expect(readings).toHaveLength(53);
    expect(outputs.slice(2).every((o) => o.kind === "observations" && o.said.length === 1)).toBe(true);
    const times = readings.map((each) => each.at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("invents nothing else: after them only pulses, and it refuses every method", () => {
    const outputs = replay(3_600_000);
    expect(said(outputs)).toHaveLength(recording.states.length + 53);
    expect(outputs.filter((o) => o.kind === "pulse")).toHaveLength(1 + 6);
    const actor = replayActor(recording, "ZPR000001");
    const answer = actor.step({ kind: "method", rid: "9", method: "506", body: "null" }, noon);
    expect(answer).toEqual([{ kind: "answer", rid: "9", status: 400 }]);
  });

  it.each(["[]", "{}", '[{"StateId":"x","Timestamp":"2024-01-01T00:00:00"}]', '[{"StateId":1,"Timestamp":"soon"}]'])(
    "refuses %s with words",
    (faulty) => {
      expect(() => readRecording(faulty)).toThrow(/recording|instant/);
    },
  );
});
