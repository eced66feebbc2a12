import { Refusal, type RefusalExtra } from "../../contract/refusal";
import type { Actor } from "../../domain/access/actor";
import { chargerScope, type Deed, may, type ScopeOf } from "../../domain/access/permissions";
import type { DeviceId } from "../../domain/ids";
import type { FleetReader } from "../../stream/broadcast/fleet-reader";

/** @throws Refusal `notAllowed` where the actor may not do the deed to what `scope` names. */
export function demand<D extends Deed>(actor: Actor, deed: D, scope: ScopeOf<D>, extra: RefusalExtra = {}): void {
  if (!may(actor, deed, scope)) throw new Refusal("notAllowed", extra);
}

/** The scope of a charger that the actor may see. @throws Refusal `notFound`: foreign or unknown, told the same way. */
export function visibleCharger(fleetReader: FleetReader, actor: Actor, deviceId: DeviceId): ScopeOf<"seeCharger"> {
  const installationId = fleetReader.installationOf(deviceId);
  if (installationId === undefined) throw new Refusal("notFound");
  const scope = chargerScope(installationId);
  if (!may(actor, "seeCharger", scope)) throw new Refusal("notFound");
  return scope;
}
