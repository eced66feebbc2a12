import { describe, expect, it } from "vitest";
import { isOwnLoad, refusesWrites, StoreUnavailable, storeReason, unavailableReason } from "./unavailable";

const coded = (code: string, message = "words") => Object.assign(new Error(message), { code });

describe("unavailableReason", () => {
  it.each([
    "ECONNREFUSED",
    "ECONNRESET",
    "ENOTFOUND",
    "08006",
    "57P01",
    "57P03",
    "57014",
    "53100",
    "53300",
    "58030",
    "25006",
    "28P01",
    "3D000",
  ])("counts %s as a database that is gone", (code) => {
    expect(unavailableReason(coded(code))).toBe("words");
  });

  it.each(["23505", "23503", "42601", "42P01", "22021", "40001", "ERR_INVALID_ARG_TYPE"])(
    "counts %s as a fault of the program",
    (code) => {
      expect(unavailableReason(coded(code))).toBeNull();
    },
  );

  it("looks into what failed at several addresses, and knows the driver's words", () => {
    expect(unavailableReason(new AggregateError([coded("ECONNREFUSED", "refused")]))).toBe("refused");
    expect(unavailableReason(new Error("Connection terminated unexpectedly"))).toBe(
      "Connection terminated unexpectedly",
    );
    expect(unavailableReason(new StoreUnavailable("gone"))).toBe("gone");
    expect(unavailableReason(new Error("something else"))).toBeNull();
    expect(unavailableReason("text")).toBeNull();
  });
});

describe("storeReason", () => {
  it.each([
    [coded("ECONNREFUSED"), "refused"],
    [new AggregateError([coded("ENOTFOUND")]), "nameNotFound"],
    [coded("57P03"), "starting"],
    [coded("57P01"), "connectionLost"],
    [coded("28P01"), "signInRefused"],
    [coded("3D000"), "noDatabase"],
    [coded("53300"), "busy"],
    [coded("53100"), "diskFull"],
    [coded("53200"), "failing"],
    [coded("58030"), "failing"],
    [coded("25006"), "readOnly"],
    [new Error("Connection terminated due to connection timeout"), "timedOut"],
    [new Error("The server does not support SSL connections"), "tlsFailed"],
    [new Error("Connection terminated unexpectedly"), "connectionLost"],
    [new StoreUnavailable("words", { cause: null }, "busy"), "busy"],
    [undefined, "connectionLost"],
  ])("names what %s means", (error, reason) => {
    expect(storeReason(error)).toBe(reason);
  });
});

describe("refusesWrites", () => {
  it("is true for a full disk and a read-only server, not for one that is gone or busy", () => {
    expect(["53100", "53200", "58030", "25006"].map((code) => refusesWrites(coded(code)))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(["53300", "57P01", "08006"].map((code) => refusesWrites(coded(code)))).toEqual([false, false, false]);
  });
});

describe("isOwnLoad", () => {
  const waited = new Error("timeout exceeded when trying to connect");

  it("tells a wait for a connection that we use ourselves from one that cannot be made", () => {
    expect(isOwnLoad(waited)).toBe(true);
    expect(isOwnLoad(new StoreUnavailable("busy", { cause: waited }))).toBe(true);
    expect(storeReason(waited)).toBe("busy");
    expect(isOwnLoad(new Error("Connection terminated due to connection timeout"))).toBe(false);
    expect(isOwnLoad(coded("ECONNREFUSED"))).toBe(false);
  });
});
