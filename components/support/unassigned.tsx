"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ChargerView } from "../../lib/contract/view";
import { chargerPath } from "../../lib/domain/charger-id";
import { useTime } from "../live/use-time";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { AssignDialog } from "./assign-dialog";

/** Chargers that speak, but nobody has said where they hang. */
export function Unassigned({ chargers }: { chargers: readonly ChargerView[] }) {
  const t = useTranslations("supportPage");
  const presence = useTranslations("presence");
  const reason = useTranslations("presenceReason");
  const time = useTime();
  const [assigning, setAssigning] = useState<string | null>(null);
  const chosen = chargers.find(({ deviceId }) => deviceId === assigning);
  return (
    <Section title={t("unassigned")} aside={<span className="num">{chargers.length}</span>}>
      {chargers.length === 0 ? (
        <p className="text-[0.875rem] text-ink-3">{t("noneUnassigned")}</p>
      ) : (
        <ul className="-mx-4 divide-y divide-line border-line border-t sm:-mx-5">
          {chargers.map((charger) => (
            <li key={charger.deviceId} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
              <div className="min-w-0 flex-1 basis-40">
                <Link
                  href={chargerPath(charger.deviceId)}
                  prefetch={false}
                  className="num font-semibold hover:underline"
                >
                  {charger.deviceId}
                </Link>
                <p className="text-[0.8125rem] text-ink-3">
                  {presence(charger.presence.word)}
                  {charger.presence.since !== null && ` ${reason("since", { time: time(charger.presence.since) })}`}
                </p>
              </div>
              <Button
                onClick={() => setAssigning(charger.deviceId)}
                aria-label={t("assignName", { deviceId: charger.deviceId })}
              >
                {t("assign")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {chosen && <AssignDialog key={chosen.deviceId} charger={chosen} onClose={() => setAssigning(null)} />}
    </Section>
  );
}
