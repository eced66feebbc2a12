import type { HistoryAnswer } from "../../contract/api";
import { visibleCharger } from "../access/demand";
import { forPeople, json } from "./route";

/** `GET /api/chargers/{deviceId}/history`: power and line currents of the last hour. */
export const getHistory = forPeople<{ deviceId: string }>(async ({ params, live, person }) => {
  visibleCharger(live.fleetReader, person, params.deviceId);
  return json({ at: live.now(), points: [...live.historyOf(params.deviceId)] } satisfies HistoryAnswer);
});
