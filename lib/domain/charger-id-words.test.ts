import { expect, it } from "vitest";
import { chargerIdFault } from "./charger-id-words";

it.each(["ZPR000042", "ocpp16:garage-1", "ocpp16:garage-1:2", "tiny:garage~201~2F2"])("finds no fault in %s", (id) => {
  expect(chargerIdFault(id)).toBeNull();
});

const neither = "is neither a serial number such as ZPR000042 nor an id such as ocpp16:garage-1 or ocpp16:garage-1:2";

it.each([
  ["", neither],
  ["ZPR42", neither],
  ["Tiny:a", neither],
  ["tiny:", "names no charger after its dialect"],
  ["tiny:garage 1/2", "is written tiny:garage~201~2F2 as an id of a charger"],
  ["tiny:a\nb:7", "is written tiny:a~0Ab:7 as an id of a charger"],
  ["tiny:a~b", "is written tiny:a~7Eb as an id of a charger"],
  ["zaptec:ZPR000042", "is written ZPR000042 as an id of a charger"],
  ["zaptec:garage-1", "is not a serial number such as ZPR000042, written alone"],
  ["tiny:\ud83d", "is no Unicode text"],
  [
    "tiny:a:100",
    "has a connector that is no number from 1 to 99 (a colon in what the charger calls itself is written ~3A)",
  ],
  [`tiny:${"x".repeat(60)}`, "is longer than 64 characters"],
])("says of %j how it has to be written", (text, words) => {
  expect(chargerIdFault(text)).toBe(words);
});
