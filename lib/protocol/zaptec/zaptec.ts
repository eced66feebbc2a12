import type { Dialect } from "../dialect";
import { parseSessionRecord } from "./completed-session";
import { decode } from "./decode";
import { answerWithinMs, encode } from "./encode";
import { measurements } from "./measurement";
import { idOfKey, restored } from "./observation";
import { productOf } from "./product-of";
import { serialPattern } from "./serial";
import { desired, offlineCurrentA } from "./settings";
import { describe } from "./tables/observation-table";
import { isTopic, subscriptions } from "./topics";
import { unanswered } from "./unanswered";

/** Zaptec Pro, Go, Go 2 and Sense, as they speak with their cloud (Azure IoT Hub's device protocol), under names that carry their ids. */
export const zaptec: Dialect = {
  name: "zaptec",
  speaks: (deviceId) => serialPattern.test(deviceId),
  productOf,
  subscriptions,
  isTopic,
  decode,
  retained: "nothing",
  measurements,
  restored,
  sessionRecord: parseSessionRecord,
  describe,
  idOf: idOfKey,
  pulse: { chargingMs: 180_000, otherwiseMs: 600_000, silentAfter: 2 },
  encode,
  answerWithinMs,
  commands: {
    // 507 is refused unless paused (wire.md, 6.4), so a car that is done is paused first.
    start: { order: { name: "start" }, whenDone: { name: "stop" }, provenBy: "resume", effectWithinMs: 60_000 },
    stop: { order: { name: "stop" }, provenBy: "pause", effectWithinMs: 60_000 },
    restart: { order: { name: "restart" }, provenBy: "startUp", effectWithinMs: 5 * 60_000 },
    upgradeFirmware: {
      order: { name: "upgradeFirmware" },
      provenBy: "newVersion",
      effectWithinMs: 30 * 60_000,
      waitsForCar: true,
    },
  },
  unanswered,
  allocates: "terminals",
  settings: { desired, offlineCurrentA },
};
