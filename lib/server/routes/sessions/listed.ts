import type { ListedSession } from "../../../contract/sessions";
import { chargerScope, installationScope, may } from "../../../domain/access/permissions";
import type { Person } from "../../../domain/access/person";
import type { DeviceId } from "../../../domain/ids";
import type { Cost } from "../../../prices/cost";
import type { ListedSession as Stored } from "../../../store/sessions/session-list";
import type { Live } from "../../app/live-types";
import { toldCost } from "../../prices/session-costs";

const inMs = (us: number | null) => (us === null ? null : us / 1_000);

function listed(person: Person, session: Stored, chargerName: string | null, cost: Cost | undefined): ListedSession {
  const { installationId, startFrom, startTo, endFrom, endTo, isOpen, verdict, hasSigned } = session;
  const seesSigned = may(person, "seeSigned", chargerScope(installationId));
  const seesNames = installationId !== null && may(person, "seeTagNames", installationScope(installationId));
  return {
    id: session.id,
    deviceId: session.deviceId,
    chargerName,
    sessionId: session.sessionId,
    installationId,
    circuitId: session.circuitId,
    start: { from: inMs(startFrom), to: inMs(startTo) },
    end: isOpen ? null : { from: inMs(endFrom), to: inMs(endTo) },
    energyWh: session.energyWh,
    meterStartWh: session.meterStartWh,
    meterEndWh: session.meterEndWh,
    chargingMs: session.chargingMs,
    tag: session.tag,
    name: seesNames ? session.name : null,
    group: seesNames ? session.group : null,
    cost: cost === undefined ? null : toldCost(cost, session.energyWh),
    verdict: seesSigned ? verdict : null,
    hasSigned: seesSigned && hasSigned,
    flags: session.flags,
    failedStarts: session.failedStarts,
  };
}

/** A charger's name, for who sees it where it is now. */
function nameOf({ fleetReader }: Pick<Live, "fleetReader">, person: Person, deviceId: DeviceId): string | null {
  const installationId = fleetReader.installationOf(deviceId);
  if (installationId === undefined || !may(person, "seeCharger", chargerScope(installationId))) return null;
  return fleetReader.charger(deviceId)?.name ?? null;
}

/** Sessions as this person may see them, each with what it costs where that is for them. */
export async function listedSessions(
  live: Live,
  person: Person,
  sessions: readonly Stored[],
): Promise<ListedSession[]> {
  const costed = sessions.filter(
    ({ installationId }) => installationId !== null && may(person, "seePrices", installationScope(installationId)),
  );
  const costs: ReadonlyMap<string, Cost> = costed.length === 0 ? new Map() : await live.sessions.costs(costed);
  const names = new Map(
    [...new Set(sessions.map(({ deviceId }) => deviceId))].map((id) => [id, nameOf(live, person, id)]),
  );
  return sessions.map((session) => listed(person, session, names.get(session.deviceId) ?? null, costs.get(session.id)));
}
