const properties = "$.ct=application%2Fjson&$.ce=utf-8&ri=default&ii=IBKEqq3GGDOlwHNHa4angQ";

/** What a charger says when it has started: its settings, versions and present values. */
const startUp: readonly (readonly [id: number, value: string | null])[] = [
  [811, "1"],
  [820, "0.0132"],
  [911, "5.3.0.3"],
  [908, "3.2.0.0"],
  [912, "3.2.3.0"],
  [913, "Image 14.1, Linux 5.4.47-2.2.0"],
  [909, "132"],
  [800, "aa841220-c6ad-3318-a5c0-73476b86a781"],
  [801, "default"],
  [120, "0"],
  [150, "LTE"],
  [147, "600"],
  [510, "32"],
  [511, "6"],
  [520, "3"],
  [522, "4"],
  [523, "10"],
  [548, "4"],
  [711, "1"],
  [712, "0"],
  [715, "4"],
  [803, "0"],
  [804, "0"],
  [809, "60"],
  [201, "26.756"],
  [270, "29.1428"],
  [501, "231.509"],
  [502, "230.104"],
  [503, "231.981"],
  [507, "0.0215"],
  [508, "0.0301"],
  [509, "0.026"],
  [513, "0"],
  [708, "16"],
  [519, "4"],
  [718, "0"],
  [721, null],
  [722, null],
  [553, null],
  [710, "1"],
];

export const startUpSize = startUp.length;

export function serial(n: number): string {
  return `${n % 2 === 0 ? "ZPR" : "ZAP"}${String(n).padStart(6, "0")}`;
}

export function topicOf(n: number): string {
  return `devices/${serial(n)}/messages/events/${properties}`;
}

function member(id: number, value: string | null, at: string): string {
  const said = value === null ? "null" : `"${value}"`;
  return `{"ObservedAt":"${at}","Value":${said},"ObservationId":${id},"Type":1}`;
}

function collection(members: readonly string[]): Buffer {
  return Buffer.from(`{"Observations":[${members.join(",")}],"Type":6}`);
}

const instant = (at: number) => `${new Date(at).toISOString().slice(0, -1)}456Z`;

export function startUpPayload(at: number): Buffer {
  return collection(startUp.map(([id, value]) => member(id, value, instant(at))));
}

/** One of the messages that a charger sends while it charges: mostly power with the currents, some energy, some pulses. */
export function payload(n: number, turn: number, at: number): Buffer {
  const when = instant(at);
  const kind = (n + turn) % 10;
  if (kind === 0) return Buffer.from('{"Type":2}');
  if (kind < 3) return collection([member(553, (turn * 0.25 + (n % 40)).toFixed(3), when)]);
  const amps = 6 + ((n * 7 + turn * 3) % 100) / 10;
  const currents = [507, 508, 509].map((id, i) => member(id, (amps + i / 100).toFixed(3), when));
  return collection([member(513, (amps * 690).toFixed(3), when), ...currents]);
}
