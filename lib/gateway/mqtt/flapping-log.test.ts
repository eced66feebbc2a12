import pino from "pino";
import { expect, it } from "vitest";
import { calmMs } from "../../domain/charger/flapping";
import { createFlappingLog } from "./flapping-log";

const [here, there] = ["192.0.2.7", "192.0.2.9"];

it("names a charger whose id two devices use with both addresses, once in a while, and each charger for itself", () => {
  const lines: object[] = [];
  const log = createFlappingLog(pino({ level: "info" }, { write: (line) => void lines.push(JSON.parse(line)) }));
  const fight = (deviceId: string, from: number, n: number) => {
    for (let i = 0; i < n; i += 1) {
      const [address, tookOver] = i % 2 ? [here, there] : [there, here];
      log.begun(deviceId, { at: from + i * 1_000, address, tookOver, times: 1 });
    }
  };
  fight("ZPR000001", 0, 200);
  fight("ZPR000002", 0, 3);
  const msg = expect.stringContaining("two devices may use its id");
  expect(lines).toMatchObject([
    { deviceId: "ZPR000001", addresses: [there, here], times: 3, msg },
    { deviceId: "ZPR000002", addresses: [there, here], msg },
  ]);
  fight("ZPR000001", calmMs, 200);
  expect(lines).toHaveLength(3);
});
