import { useTranslations } from "next-intl";
import { useOfCharger } from "../../lib/client/state/use-live";
import type { DeviceId } from "../../lib/domain/ids";
import { useSilence } from "../charger/use-silence";
import { useTime } from "../live/use-time";
import { useRestarting } from "./use-restarting";

/** Why a charger that can be told something may well not answer, in words; null: nothing is known against it. */
export function useDoubt(deviceId: DeviceId): string | null {
  const t = useTranslations("controls");
  const time = useTime();
  const silence = useSilence(deviceId);
  const since = useOfCharger(deviceId, ({ presence }) => presence.since);
  const restarting = useRestarting(deviceId);
  if (silence === null || restarting !== null) return null;
  const why = silence === "silent" && since !== null ? t("doubtSilent", { time: time(since) }) : t("doubtNotHeard");
  return `${why} ${t("doubtEnd")}`;
}
