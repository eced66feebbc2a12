import type {
  ChargerSettingsRequest,
  InstallationSettingsAnswer,
  InstallationSettingsRequest,
  PreviewAnswer,
} from "../../contract/api";
import { chargerPath } from "../../domain/charger-id";
import { type Asked, ask, change, get } from "./ask";

/** Who set by hand what holds now; null: nobody is known. @throws RefusalError */
export const overrideBy = async (id: string, signal?: AbortSignal): Promise<InstallationSettingsAnswer["overrideBy"]> =>
  (await get(`/api/installations/${id}/settings`, (shapes) => shapes.settingsAnswer, signal)).overrideBy;

/** `PATCH /api/installations/{id}/settings`; what became of it is told by the stream. */
export const changeInstallation = (id: string, to: InstallationSettingsRequest): Promise<Asked<null>> =>
  change("PATCH", `/api/installations/${id}/settings`, to);

/** What such a change would do, as the load management would decide now. @throws RefusalError */
export const previewInstallation = (
  id: string,
  to: InstallationSettingsRequest,
  signal: AbortSignal,
): Promise<PreviewAnswer> => ask(`/api/installations/${id}/preview`, to, (shapes) => shapes.previewAnswer, signal);

/** `PATCH /api/chargers/{deviceId}/settings`; what became of it is told by the stream. */
export const changeCharger = (deviceId: string, to: ChargerSettingsRequest): Promise<Asked<null>> =>
  change("PATCH", `/api${chargerPath(deviceId)}/settings`, to);
