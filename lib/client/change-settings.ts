import type { ChargerSettingsRequest, InstallationSettingsRequest } from "../domain/api";
import { type Asked, change } from "./ask";

/** `PATCH /api/installations/{id}/settings`; what became of it is told by the stream. */
export const changeInstallation = (id: string, to: InstallationSettingsRequest): Promise<Asked<null>> =>
  change("PATCH", `/api/installations/${id}/settings`, to);

/** `PATCH /api/chargers/{deviceId}/settings`; what became of it is told by the stream. */
export const changeCharger = (deviceId: string, to: ChargerSettingsRequest): Promise<Asked<null>> =>
  change("PATCH", `/api/chargers/${deviceId}/settings`, to);
