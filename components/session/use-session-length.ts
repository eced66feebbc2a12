import { useTranslations } from "next-intl";
import { useNow } from "../../lib/client/state/use-now";
import type { SessionView } from "../../lib/contract/view";
import { durationParts } from "./duration";

/** How long a session has lasted, "2 h 5 min"; of one that is past, as far as it was heard. Null: not known. */
export function useSessionLength(session: SessionView | null, old: boolean): string | null {
  const t = useTranslations("session");
  const now = useNow(30_000);
  const startedAt = session?.startedAt ?? null;
  if (startedAt === null) return null;
  const { h, m } = durationParts((old ? (session?.energyKwh?.at ?? now) : now) - startedAt);
  return h > 0 ? t("durationHours", { h, m }) : t("durationMinutes", { m });
}
