/** The message a charger sends most, as bytes a bench can repeat. Times differ, as real ones do. */
export interface Sample {
  topic: string;
  payload: Buffer;
}

const properties = "$.ct=application%2Fjson&$.ce=utf-8&ri=default&ii=IBKEqq3GGDOlwHNHa4angQ";
const ids = [501, 502, 503, 507, 508, 509, 513, 553, 708, 201];

function observation(at: number, n: number): string {
  const id = ids[n % ids.length] ?? 501;
  const micros = String(n % 1000).padStart(3, "0");
  const observedAt = new Date(at + n).toISOString().replace("Z", `${micros}Z`);
  const value = (200 + (n % 97) * 0.313).toFixed(3);
  return `{"ObservedAt":"${observedAt}","Value":"${value}","ObservationId":${id},"Type":1}`;
}

function deviceId(n: number): string {
  return `ZPR${String(n).padStart(6, "0")}`;
}

/** `count` different messages of `chargers` chargers; `size` 1: single observations, else collections of that many. */
export function samples(count: number, chargers: number, size: number, at = Date.now()): Sample[] {
  return Array.from({ length: count }, (_, n) => {
    const members = Array.from({ length: size }, (_, m) => observation(at - 60_000, n * size + m));
    const body = size === 1 ? members.join("") : `{"Observations":[${members.join(",")}],"Type":6}`;
    return { topic: `devices/${deviceId(n % chargers)}/messages/events/${properties}`, payload: Buffer.from(body) };
  });
}
