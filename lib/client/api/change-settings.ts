import { z } from "zod";
import type {
  ChargerSettingsRequest,
  InstallationSettingsAnswer,
  InstallationSettingsRequest,
  PreviewAnswer,
} from "../../contract/api";
import { chargerPath } from "../../domain/charger-id";
import { type Asked, ask, change, get } from "./ask";

const answer: z.ZodType<InstallationSettingsAnswer> = z.object({
  overrideBy: z.object({ name: z.string(), at: z.number() }).nullable(),
});

/** Who set by hand what holds now; null: nobody is known. @throws RefusalError */
export const overrideBy = async (id: string, signal?: AbortSignal): Promise<InstallationSettingsAnswer["overrideBy"]> =>
  (await get(`/api/installations/${id}/settings`, answer, signal)).overrideBy;

/** `PATCH /api/installations/{id}/settings`; what became of it is told by the stream. */
export const changeInstallation = (id: string, to: InstallationSettingsRequest): Promise<Asked<null>> =>
  change("PATCH", `/api/installations/${id}/settings`, to);

const triple = z.tuple([z.number(), z.number(), z.number()]);
const effect = z.object({ charging: z.number(), keep: z.number(), waiting: z.number(), couldStart: z.number() });
const previewAnswer: z.ZodType<PreviewAnswer> = z.object({
  after: z.object({
    availableA: triple,
    source: z.enum(["fixed", "schedule", "override", "meter", "meterLost"]),
    until: z.number().nullable(),
    nextChangeAt: z.number().nullable(),
  }),
  beforeA: triple,
  effect,
  tooMuchOn: z.array(z.enum(["L1", "L2", "L3"])),
  unheard: z.number(),
  reservedA: triple.nullable(),
  later: z.object({ at: z.number(), fromA: triple, toA: triple, effect }).nullable(),
  heldUntil: z.number().nullable(),
  override: z.object({ availableA: triple, until: z.number() }).nullable(),
  metered: z.boolean(),
});

/** What such a change would do, as the load management would decide now. @throws RefusalError */
export const previewInstallation = (
  id: string,
  to: InstallationSettingsRequest,
  signal: AbortSignal,
): Promise<PreviewAnswer> => ask(`/api/installations/${id}/preview`, to, previewAnswer, signal);

/** `PATCH /api/chargers/{deviceId}/settings`; what became of it is told by the stream. */
export const changeCharger = (deviceId: string, to: ChargerSettingsRequest): Promise<Asked<null>> =>
  change("PATCH", `/api${chargerPath(deviceId)}/settings`, to);
