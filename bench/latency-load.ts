import { once } from "node:events";
import { connect } from "node:tls";
import { payload, serial, startUpPayload, topicOf } from "./fleet-payloads";
import { connectPacket, publishPacket } from "./packets";

/** The charger whose messages are timed. */
export const measured = { n: 0, deviceId: serial(0) };
const stepW = 100;
const firstStep = 20;
const values = 200;

/** The power that message number `turn` of the measured charger tells, in W; all that can be under way differ. */
const powerW = (turn: number) => (firstStep + (turn % values)) * stepW;

/** What pages write for it, in kW. */
export const shownAs = (turn: number) => (powerW(turn) / 1000).toFixed(1);

/** The instant on the clock that processes and pages of one machine share, ms. */
const instant = () => performance.timeOrigin + performance.now();

function measuredPayload(turn: number): Buffer {
  const ObservedAt = new Date().toISOString();
  const amps = powerW(turn) / 690;
  const member = (ObservationId: number, value: number) => ({
    ObservedAt,
    Value: value.toFixed(3),
    ObservationId,
    Type: 1,
  });
  const members = [member(513, powerW(turn)), ...[507, 508, 509].map((id) => member(id, amps))];
  return Buffer.from(JSON.stringify({ Observations: members, Type: 6 }));
}

export interface Load {
  /** When the measured charger's message number `turn` (the index) was handed to the connection, ms. */
  readonly publishedAt: readonly number[];
  /** Messages of all chargers so far. */
  count(): number;
  /** Whether the measured charger speaks 8 times a second, or as rarely as all others. The sum stays the same. */
  measure(on: boolean): void;
  stop(): void;
}

/**
 * Every charger starts up, then `perSecond` messages a second: the measured charger's at uneven distances of 105 to 145 ms (so that
 * none is overtaken where a frame leaves every 100 ms), the rest of the others in turn.
 */
export async function startLoad(
  broker: { port: number; ca: string; users: { publisher: string } },
  chargers: number,
  perSecond: number,
): Promise<Load> {
  const socket = connect({ port: broker.port, host: "localhost", ca: broker.ca });
  await once(socket, "secureConnect");
  socket.setNoDelay(true);
  socket.write(connectPacket("bench-publisher", "publisher", broker.users.publisher));
  await once(socket, "data");
  for (let n = 0; n < chargers; n++) socket.write(publishPacket(topicOf(n), startUpPayload(Date.now())));
  const charging = JSON.stringify({ ObservedAt: new Date().toISOString(), Value: "3", ObservationId: 710, Type: 1 });
  for (let n = 0; n < chargers; n++) socket.write(publishPacket(topicOf(n), Buffer.from(charging)));

  const publishedAt: number[] = [];
  const startedAt = instant();
  const gap = () => 105 + Math.random() * 40;
  let nextMeasured = startedAt + gap();
  let sent = 0;
  let measuring = true;

  function speak(): void {
    const now = instant();
    if (measuring && now >= nextMeasured) {
      nextMeasured = now + gap();
      const packet = publishPacket(topicOf(measured.n), measuredPayload(publishedAt.length));
      publishedAt.push(instant());
      socket.write(packet);
      sent += 1;
    }
    for (; sent < ((now - startedAt) * perSecond) / 1000; sent++) {
      const n = measuring ? 1 + (sent % (chargers - 1)) : sent % chargers;
      socket.write(publishPacket(topicOf(n), payload(n, Math.floor(sent / chargers), Date.now())));
    }
  }
  const timer = setInterval(speak, 1);
  return {
    publishedAt,
    count: () => sent,
    measure(on) {
      measuring = on;
    },
    stop() {
      clearInterval(timer);
      socket.destroy();
    },
  };
}
