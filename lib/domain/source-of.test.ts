import { describe, expect, it } from "vitest";
import { sourceOf } from "./source-of";

describe("sourceOf", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002:0003:0004:0005:0006", "2001:db8:1:2::/64"],
    ["2001:db8::6", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["2001:db8:1:2:3::", "2001:db8:1:2::/64"],
    ["1::2:3:4:5:6:7", "1:0:2:3::/64"],
    ["::ffff:1.2.3.4x", "0:0:0:0::/64"],
    ["x::ffff:1.2.3.4", "x:0:0:0::/64"],
    ["unknown", "unknown"],
  ])("counts %s under %s", (address, source) => {
    expect(sourceOf(address)).toBe(source);
  });
});
