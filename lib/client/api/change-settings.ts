import { z } from "zod";
import type {
  ChargerSettingsRequest,
  InstallationSettingsAnswer,
  InstallationSettingsRequest,
} from "../../contract/api";
import { chargerPath } from "../../domain/charger-id";
import { type Asked, change, get } from "./ask";

const answer: z.ZodType<InstallationSettingsAnswer> = z.object({
  overrideBy: z.object({ name: z.string(), at: z.number() }).nullable(),
});

/** Who set by hand what holds now; null: nobody is known. @throws RefusalError */
export const overrideBy = async (id: string, signal?: AbortSignal): Promise<InstallationSettingsAnswer["overrideBy"]> =>
  (await get(`/api/installations/${id}/settings`, answer, signal)).overrideBy;

/** `PATCH /api/installations/{id}/settings`; what became of it is told by the stream. */
export const changeInstallation = (id: string, to: InstallationSettingsRequest): Promise<Asked<null>> =>
  change("PATCH", `/api/installations/${id}/settings`, to);

/** `PATCH /api/chargers/{deviceId}/settings`; what became of it is told by the stream. */
export const changeCharger = (deviceId: string, to: ChargerSettingsRequest): Promise<Asked<null>> =>
  change("PATCH", `/api${chargerPath(deviceId)}/settings`, to);
