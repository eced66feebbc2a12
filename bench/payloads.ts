/** Telemetry as chargers send it, whose times can be moved on, so that a repeated message is a new one. */
export interface Sample {
  topic: string;
  payload: Buffer;
  /** Where in the payload each observation's `yyyy-mm-ddThh:mm:ss.sss` stands. */
  instants: readonly number[];
}

const properties = "$.ct=application%2Fjson&$.ce=utf-8&ri=default&ii=IBKEqq3GGDOlwHNHa4angQ";
/** What a charger says while three phases charge a car; a small drift makes each value a new one. */
const usual: readonly (readonly [id: number, value: number])[] = [
  [501, 228],
  [502, 229],
  [503, 230],
  [507, 15.2],
  [508, 15.3],
  [509, 15.1],
  [513, 10_450],
  [553, 12.3],
  [708, 16],
  [519, 4],
];
/** Allocations are whole numbers. */
const whole = new Set([708, 519]);

/** Bytes of an instant up to its milliseconds. */
export const instantLength = 23;

export function deviceId(n: number): string {
  return `ZPR${String(n).padStart(6, "0")}`;
}

function observation(at: number, n: number, [id, usually]: (typeof usual)[number]): string {
  const milli = new Date(at).toISOString().slice(0, instantLength);
  const value = whole.has(id) ? String(usually) : (usually * (1 + (n % 97) / 5_000)).toFixed(3);
  const micros = String(n % 1_000).padStart(3, "0");
  return `{"ObservedAt":"${milli}${micros}Z","Value":"${value}","ObservationId":${id},"Type":1}`;
}

/** `count` different messages of `chargers` chargers; `size` 1: single observations, else collections of that many. */
export function samples(count: number, chargers: number, size: number, at = Date.now()): Sample[] {
  return Array.from({ length: count }, (_, n) => {
    const members = Array.from({ length: size }, (_, m) => {
      const turn = Math.floor(n / chargers) + m;
      return observation(at, n * size + m, usual[turn % usual.length] ?? [501, 230]);
    });
    const body = size === 1 ? members.join("") : `{"Observations":[${members.join(",")}],"Type":6}`;
    const payload = Buffer.from(body);
    const instants: number[] = [];
    for (let from = payload.indexOf('At":"'); from >= 0; from = payload.indexOf('At":"', from + 1))
      instants.push(from + 5);
    return { topic: `devices/${deviceId(n % chargers)}/messages/events/${properties}`, payload, instants };
  });
}
