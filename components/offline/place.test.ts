import { expect, it } from "vitest";
import { type OfflinePlace, placeOf } from "./place";

it.each<[string, OfflinePlace]>([
  ["/", { of: "all" }],
  ["/offline", { of: "all" }],
  ["/installations/depot", { of: "installation", id: "depot" }],
  ["/installations/depot/", { of: "installation", id: "depot" }],
  ["/chargers/ZPR000001", { of: "charger", id: "ZPR000001" }],
  ["/chargers/tiny%3Agarage~201~2F2", { of: "charger", id: "tiny:garage~201~2F2" }],
  ["/chargers/%", { of: "none" }],
  ["/installations", { of: "none" }],
  ["/installations/depot/wall", { of: "none" }],
  ["/firmware", { of: "none" }],
  ["/support", { of: "none" }],
])("without a connection %s shows %j", (path, place) => expect(placeOf(path)).toEqual(place));
