import { expect, it } from "vitest";
import type { VerdictPart } from "../../lib/domain/verdict";
import { readChoice } from "../charger/list/list-choice";
import { verdictLink } from "./anchors";

const first = { deviceId: "ocpp16:garage~201", name: "P1" };

it.each<[VerdictPart, string | null]>([
  [{ kind: "unheard" }, null],
  [{ kind: "meterLost" }, "#available"],
  [{ kind: "over", place: null, lines: ["L2"] }, "#phases"],
  [{ kind: "at", place: { id: "garage-a", name: "A" }, lines: ["L2"] }, "#circuit-garage-a"],
  [{ kind: "imbalance", reached: "over" }, "#phases"],
  [{ kind: "fault", chargers: 1, first }, "/chargers/ocpp16%3Agarage~201"],
  [{ kind: "warning", chargers: 2, first }, "?show=trouble#chargers"],
  [{ kind: "waits", limit: null, chargers: 2, first }, "?show=waiting#chargers"],
  [{ kind: "neverHeard", chargers: 2, first }, "?show=unknown#chargers"],
])("%j leads to %s", (part, href) => {
  expect(verdictLink(part)).toBe(href);
  const shown = href?.match(/show=(\w+)/)?.[1];
  if (shown) expect(readChoice(new URLSearchParams(href?.slice(1, href.indexOf("#")))).show).toBe(shown);
});
