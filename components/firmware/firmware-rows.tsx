"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useLost } from "../../lib/client/state/use-connection";
import type { FirmwareFleetView } from "../../lib/contract/view";
import { chargerPath } from "../../lib/domain/charger-id";
import { escaped } from "../../lib/domain/plain-text";
import { presenceLooks } from "../charger/presence-look";
import { presenceKey } from "../charger/presence-told";
import { FirmwareMark } from "./firmware-mark";

type Row = FirmwareFleetView["products"][number]["chargers"][number];

interface Props {
  rows: readonly Row[];
  installationNames: Readonly<Record<string, string>>;
}

/** A charger a line: which versions it runs, and whether it is behind. */
export function FirmwareRows({ rows, installationNames }: Props) {
  const t = useTranslations();
  const lost = useLost();
  const none = t("value.none");
  return (
    <ul className="-mx-4 divide-y divide-line border-line border-t sm:-mx-5">
      {rows.map(({ deviceId, name, installationId, presence, firmware }) => {
        const { icon: Icon, text } = presenceLooks[presence];
        return (
          <li
            key={deviceId}
            className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-sunken sm:px-5 md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)_11rem]"
          >
            <div className="min-w-0">
              <Link
                href={chargerPath(deviceId)}
                prefetch={false}
                className="block truncate font-semibold text-ink after:absolute after:inset-0"
              >
                {name} <span className="num ml-1 font-normal text-[0.8125rem] text-ink-3">{deviceId}</span>
              </Link>
              <p className={`flex items-center gap-1.5 truncate text-[0.8125rem] ${lost ? "old" : text}`}>
                <Icon aria-hidden="true" className="size-3.5 shrink-0" />
                {t(presenceKey(presence, lost))}
                <span className="truncate text-ink-3">
                  {installationId === null ? t("charger.unassigned") : (installationNames[installationId] ?? "")}
                </span>
              </p>
            </div>
            <p className="num text-right md:text-left">
              <span className="block text-[0.75rem] text-ink-3">{t("firmware.current")}</span>
              {firmware.computer === null ? none : escaped(firmware.computer.value)}
            </p>
            <p className="num hidden md:block">
              <span className="block text-[0.75rem] text-ink-3">{t("firmware.controller")}</span>
              {firmware.mcu === null ? none : escaped(firmware.mcu.value)}
            </p>
            <div className="col-span-2 md:col-span-1 md:text-right">
              <FirmwareMark firmware={firmware} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
