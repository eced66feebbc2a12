import type { AedesPublishPacket } from "aedes";
import { describe, expect, it } from "vitest";
import { Sessions } from "./sessions";

const limits = { queue: { messages: 10, bytes: 100_000 }, dashboardSessions: 2 };
const create = () => new Sessions(limits, (id) => id.startsWith("phaseboard-"));
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
  it("queues for dashboards at QoS 1, never for chargers", async () => {
    const sessions = create();
    await sessions.addSubscriptions({ id: "phaseboard-1" }, [{ topic: "devices/+/messages/events/#", qos: 2 }]);
    await sessions.addSubscriptions({ id: "phaseboard-2" }, [{ topic: "devices/+/messages/events/#", qos: 0 }]);
    await sessions.addSubscriptions({ id: "ZPR000001" }, [{ topic: "devices/+/messages/events/#", qos: 1 }]);
    const found = await sessions.subscriptionsByTopic("devices/ZPR000001/messages/events/a=b");
    expect(found.map(({ clientId }) => clientId)).toEqual(["phaseboard-1"]);
    expect(await sessions.subscriptionsByClient({ id: "ZPR000001" })).toHaveLength(1);
  });

  it("keeps the sessions that were used last", async () => {
    const sessions = create();
    const filters = [{ topic: "devices/+/connection", qos: 1 as const }];
    await sessions.addSubscriptions({ id: "phaseboard-1" }, filters);
    await sessions.addSubscriptions({ id: "phaseboard-2" }, filters);
    await sessions.subscriptionsByClient({ id: "phaseboard-1" });
    await sessions.addSubscriptions({ id: "ZPR000001" }, [{ topic: "$iothub/twin/res/#", qos: 0 }]);
    await sessions.addSubscriptions({ id: "phaseboard-3" }, filters);
    expect(await sessions.subscriptionsByClient({ id: "phaseboard-1" })).toHaveLength(1);
    expect(await sessions.subscriptionsByClient({ id: "phaseboard-2" })).toHaveLength(0);
    expect(await sessions.subscriptionsByClient({ id: "ZPR000001" })).toHaveLength(1);
  });
});
