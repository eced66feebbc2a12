import type { KnownKey } from "../../domain/charger/observation";
import { dayOf } from "../../domain/history/hours";
import type { HistoryRow } from "../../domain/history/row";
import type { Protocols } from "../../protocol/registry";
import type { DueDay } from "../../store/history/sessions-due";

/** What a session may be another one by, and whether at once: that one may have begun or ended. Powers alone change little. */
const dueBy = new Map<KnownKey, boolean>([
  ["mode", true],
  ["sessionId", true],
  ["completedSession", true],
  ["tag", false],
  ["sessionEnergyKwh", false],
  ["pausedByOrder", false],
  ["signedMeterValue", false],
  ["meterKey", false],
]);

/** Finds in what is to be written of which days' sessions are to be reckoned anew. */
export function dueFinder(protocols: Protocols): (...lists: readonly HistoryRow[][]) => DueDay[] {
  const byDialect = new Map<string, ReadonlyMap<number, boolean>>();
  const kindsOf = (deviceId: string) => {
    const dialect = protocols.of(deviceId);
    let kinds = byDialect.get(dialect.name);
    if (kinds === undefined) {
      kinds = new Map([...dueBy].map(([key, isUrgent]) => [dialect.idOf(key) ?? Number.NaN, isUrgent]));
      byDialect.set(dialect.name, kinds);
    }
    return kinds;
  };
  return (...lists) => {
    const due = new Map<string, DueDay>();
    for (const { deviceId, kind, at, arrivedAt: since } of lists.flat()) {
      const isUrgent = kindsOf(deviceId).get(kind);
      if (isUrgent === undefined) continue;
      const day = dayOf(at);
      const key = `${day} ${deviceId}`;
      const known = due.get(key);
      if (known === undefined) due.set(key, { deviceId, day, from: at, to: at, isUrgent, since });
      else {
        known.from = Math.min(known.from, at);
        known.to = Math.max(known.to, at);
        known.since = Math.min(known.since, since);
        known.isUrgent ||= isUrgent;
      }
    }
    return [...due.values()];
  };
}
