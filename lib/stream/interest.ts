import type { Scope } from "../domain/access/scope";
import type { DeviceId, InstallationId } from "../domain/ids";

/**
 * What a set of scopes asks for. `fleet`: all installations the subscriber may see, without their chargers. `installation:{id}`:
 * it and all its chargers, and so does
 * `wall:{id}`. `charger:{id}`: the charger and its detail. `sent:{id}`: what it really said.
 */
export interface Interest {
  readonly fleet: boolean;
  readonly installations: ReadonlySet<InstallationId>;
  readonly details: ReadonlySet<DeviceId>;
  readonly sent: ReadonlySet<DeviceId>;
  readonly firmware: boolean;
  readonly support: boolean;
}

export function interestOf(scopes: readonly Scope[]): Interest {
  const ids = (kind: Scope["kind"]) =>
    new Set(scopes.flatMap((scope) => (scope.kind === kind && "id" in scope ? [scope.id] : [])));
  const has = (kind: Scope["kind"]) => scopes.some((scope) => scope.kind === kind);
  return {
    fleet: has("fleet"),
    installations: new Set([...ids("installation"), ...ids("wall")]),
    details: ids("charger"),
    sent: ids("sent"),
    firmware: has("firmware"),
    support: has("support"),
  };
}

export function wantsInstallation(interest: Interest, id: InstallationId): boolean {
  return interest.fleet || interest.installations.has(id);
}

/** `installationId`: where the charger hangs; null: nowhere yet. */
export function wantsCharger(interest: Interest, id: DeviceId, installationId: InstallationId | null): boolean {
  return interest.details.has(id) || (installationId !== null && interest.installations.has(installationId));
}
