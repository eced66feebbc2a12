import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seal, unseal } from "./cipher";

const secret = randomBytes(32);

describe("seal", () => {
  it("is opened by the same secret and context alone, and shows nothing", () => {
    const plain = Buffer.from("key of a charger");
    const sealed = seal(secret, "ZPR000001", plain);
    expect(unseal(secret, "ZPR000001", sealed)).toEqual(plain);
    expect(sealed.includes(plain)).toBe(false);
    expect(seal(secret, "ZPR000001", plain)).not.toEqual(sealed);
    expect(() => unseal(secret, "ZPR000002", sealed)).toThrow();
    expect(() => unseal(randomBytes(32), "ZPR000001", sealed)).toThrow();
  });

  it("does not open with any bit changed or any byte missing", () => {
    const sealed = seal(secret, "ZPR000001", randomBytes(32));
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.nat(7), (at, bit) => {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(() => unseal(secret, "ZPR000001", changed)).toThrow();
        expect(() => unseal(secret, "ZPR000001", sealed.subarray(0, at))).toThrow();
      }),
    );
  });
});
