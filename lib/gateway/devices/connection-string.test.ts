import { describe, expect, it } from "vitest";
import { connectionString } from "./connection-string";

const key = Buffer.from("0123456789abcdef0123456789abcdef");

describe("connectionString", () => {
  it("names the host alone on the usual port", () => {
    expect(connectionString("gateway.example", 8883, "ZPR000042", key)).toBe(
      `HostName=gateway.example;DeviceId=ZPR000042;SharedAccessKey=${key.toString("base64")}`,
    );
  });

  it("writes any other port into the host name", () => {
    expect(connectionString("localhost", 18883, "ZPR000042", key)).toContain("HostName=localhost:18883;");
  });
});
