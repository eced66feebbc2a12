/** Telemetry as chargers send it, whose times can be moved on, so that a repeated message is a new one. */
export interface Sample {
  topic: string;
  payload: Buffer;
  /** Where in the payload each observation's `yyyy-mm-ddThh:mm:ss` stands. */
  instants: readonly number[];
}

const properties = "$.ct=application%2Fjson&$.ce=utf-8&ri=default&ii=IBKEqq3GGDOlwHNHa4angQ";
const ids = [501, 502, 503, 507, 508, 509, 513, 553, 708, 201];

/** Bytes of an instant up to its seconds. */
export const secondsLength = 19;

export function deviceId(n: number): string {
  return `ZPR${String(n).padStart(6, "0")}`;
}

function observation(at: number, n: number, id: number): string {
  const second = new Date(at).toISOString().slice(0, secondsLength);
  const value = (200 + (n % 97) * 0.313).toFixed(3);
  const micros = String(n % 1_000_000).padStart(6, "0");
  return `{"ObservedAt":"${second}.${micros}Z","Value":"${value}","ObservationId":${id},"Type":1}`;
}

/** `count` different messages of `chargers` chargers; `size` 1: single observations, else collections of that many. */
export function samples(count: number, chargers: number, size: number, at = Date.now() - 600_000): Sample[] {
  return Array.from({ length: count }, (_, n) => {
    const members = Array.from({ length: size }, (_, m) => {
      const turn = Math.floor(n / chargers) + m;
      return observation(at, n * size + m, ids[turn % ids.length] ?? 501);
    });
    const body = size === 1 ? members.join("") : `{"Observations":[${members.join(",")}],"Type":6}`;
    const payload = Buffer.from(body);
    const instants: number[] = [];
    for (let from = payload.indexOf('At":"'); from >= 0; from = payload.indexOf('At":"', from + 1))
      instants.push(from + 5);
    return { topic: `devices/${deviceId(n % chargers)}/messages/events/${properties}`, payload, instants };
  });
}
