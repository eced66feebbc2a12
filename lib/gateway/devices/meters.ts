import { createHash, timingSafeEqual } from "node:crypto";
import type { Logger } from "pino";
import type { EnrolledMeter, EnrolmentSource } from "./enrolment";

/** What the client ids of meters begin with; their installation's id follows, and the user name is the same. */
export const meterPrefix = "meter-";

/** The meters that may connect, in memory: so that they can come back while the database is gone. */
export interface Meters {
  /** By client id. */
  find(clientId: string): EnrolledMeter | null;
  /** Reads again. Never rejects: what is known stays. */
  read(): Promise<void>;
  close(): void;
}

/** A password of 32 random bytes needs no slow hash: there is nothing to guess. */
export function isMeterPassword(password: Uint8Array, { hash }: EnrolledMeter): boolean {
  const digest = createHash("sha256").update(password).digest();
  return digest.length === hash.length && timingSafeEqual(digest, hash);
}

const same = (a: EnrolledMeter, b: EnrolledMeter) => a.topic === b.topic && Buffer.from(a.hash).equals(b.hash);

/** Follows which meters may connect; `changed` is told of those that were removed, or got another password or topic. */
export async function openMeters(
  source: EnrolmentSource,
  changed: (clientId: string) => void,
  log: Logger,
): Promise<Meters> {
  let meters = new Map<string, EnrolledMeter>();
  let reading: Promise<void> | null = null;
  let again = false;

  async function readUntilQuiet(): Promise<void> {
    do {
      again = false;
      try {
        const found = (await source.loadMeters?.()) ?? [];
        const before = meters;
        meters = new Map(found.map((meter) => [`${meterPrefix}${meter.installationId}`, meter]));
        for (const [clientId, was] of before) {
          const is = meters.get(clientId);
          if (is === undefined || !same(was, is)) changed(clientId);
        }
      } catch (error) {
        log.warn({ reason: String(error) }, "the meters cannot be read; going on with what is known");
      }
    } while (again);
  }

  const read = (): Promise<void> => {
    if (reading !== null) again = true;
    reading ??= readUntilQuiet().finally(() => {
      reading = null;
    });
    return reading;
  };

  const stop = source.onChange(() => void read());
  await read();
  return { find: (clientId) => meters.get(clientId) ?? null, read, close: stop };
}
