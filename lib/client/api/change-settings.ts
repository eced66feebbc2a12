import * as z from "zod/mini";
import type {
  ChargerSettingsRequest,
  InstallationSettingsAnswer,
  InstallationSettingsRequest,
  PreviewAnswer,
} from "../../contract/api";
import { chargerPath } from "../../domain/charger-id";
import { type Asked, ask, change, get } from "./ask";

const answer: z.ZodMiniType<InstallationSettingsAnswer> = z.object({
  overrideBy: z.nullable(z.object({ name: z.string(), at: z.number() })),
});

/** Who set by hand what holds now; null: nobody is known. @throws RefusalError */
export const overrideBy = async (id: string, signal?: AbortSignal): Promise<InstallationSettingsAnswer["overrideBy"]> =>
  (await get(`/api/installations/${id}/settings`, answer, signal)).overrideBy;

/** `PATCH /api/installations/{id}/settings`; what became of it is told by the stream. */
export const changeInstallation = (id: string, to: InstallationSettingsRequest): Promise<Asked<null>> =>
  change("PATCH", `/api/installations/${id}/settings`, to);

const triple = z.tuple([z.number(), z.number(), z.number()]);
const effect = z.object({ charging: z.number(), keep: z.number(), waiting: z.number(), couldStart: z.number() });
const previewAnswer: z.ZodMiniType<PreviewAnswer> = z.object({
  after: z.object({
    availableA: triple,
    source: z.enum(["fixed", "schedule", "override", "meter", "meterLost"]),
    until: z.nullable(z.number()),
    nextChangeAt: z.nullable(z.number()),
  }),
  beforeA: triple,
  effect,
  tooMuchOn: z.array(z.enum(["L1", "L2", "L3"])),
  unheard: z.number(),
  reservedA: z.nullable(triple),
  later: z.nullable(z.object({ at: z.number(), fromA: triple, toA: triple, effect })),
  heldUntil: z.nullable(z.number()),
  override: z.nullable(z.object({ availableA: triple, until: z.number() })),
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
