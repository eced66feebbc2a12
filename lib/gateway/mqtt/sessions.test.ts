import type { AedesPublishPacket } from "aedes";
import { describe, expect, it } from "vitest";
import { Sessions } from "./sessions";

const create = () => new Sessions({ clientId: "phaseboard-1", acknowledged: () => {} });
const connection = "devices/ZPR000001/connection";

function packet(topic: string, payload: string, brokerCounter = 1): AedesPublishPacket {
  const made = { cmd: "publish" as const, qos: 0 as const, dup: false, retain: true, topic };
  return { ...made, payload: Buffer.from(payload), brokerId: "b", brokerCounter };
}

describe("Sessions, retained", () => {
  it("gives a new subscriber the newest, even when it changes on the way", async () => {
    const sessions = create();
    await sessions.storeRetained(packet(connection, "first"));
    await sessions.storeRetained(packet("devices/ZPR000002/connection", "other"));
    const stream = sessions.createRetainedStreamCombi(["devices/+/connection"]);
    const seen: string[] = [];
    for await (const found of stream) {
      await sessions.storeRetained(packet("devices/ZPR000002/connection", "newest"));
      seen.push(String(found.payload));
    }
    expect(seen).toEqual(["first", "newest"]);
  });

  it("forgets by an empty payload, and on being told", async () => {
    const sessions = create();
    await sessions.storeRetained(packet(connection, "first"));
    await sessions.storeRetained(packet(connection, ""));
    await sessions.storeRetained(packet("devices/ZPR000002/connection", "x"));
    sessions.forgetRetained("devices/ZPR000002/connection");
    expect(await sessions.createRetainedStreamCombi(["#"]).toArray()).toEqual([]);
  });
});

describe("Sessions, subscriptions", () => {
  const filters = [{ topic: "devices/+/connection", qos: 1 as const }];

  it("are forgotten with a clean session, but never those of the dashboard whose messages are kept", async () => {
    const sessions = create();
    sessions.open("phaseboard-1", ["devices/+/messages/events/#"]);
    await sessions.addSubscriptions({ id: "ZPR000001" }, filters);
    expect(await sessions.subscriptionsByClient({ id: "ZPR000001" })).toEqual(filters);
    for (const id of ["phaseboard-1", "ZPR000001"]) await sessions.cleanSubscriptions({ id });
    expect(await sessions.subscriptionsByClient({ id: "phaseboard-1" })).toHaveLength(1);
    expect(await sessions.subscriptionsByClient({ id: "ZPR000001" })).toEqual([]);
  });

  it("are of QoS 1 at most, and can be taken back", async () => {
    const sessions = create();
    await sessions.addSubscriptions({ id: "ZPR000001" }, [{ topic: "$iothub/methods/POST/#", qos: 2 }]);
    expect(await sessions.subscriptionsByClient({ id: "ZPR000001" })).toMatchObject([{ qos: 1 }]);
    await sessions.removeSubscriptions({ id: "ZPR000001" }, ["$iothub/methods/POST/#"]);
    expect(await sessions.subscriptionsByClient({ id: "ZPR000001" })).toEqual([]);
  });
});
