import fc from "fast-check";
import { expect, it } from "vitest";
import { chargerIdOf, parseChargerId } from "../../domain/charger-id";
import { serialPattern } from "./serial";

it("a serial number, and nothing else, is the id of a charger of this dialect", () => {
  const near = fc.oneof(fc.stringMatching(/^[A-Za-z]{2,4}[0-9]{5,7}$/), fc.stringMatching(serialPattern), fc.string());
  fc.assert(
    fc.property(near, (text) => {
      const isSerial = serialPattern.test(text);
      expect("id" in chargerIdOf("zaptec", text)).toBe(isSerial);
      expect(parseChargerId(text)?.dialect === "zaptec").toBe(isSerial);
    }),
  );
});
