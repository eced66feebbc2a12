"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { FirmwareFleetView } from "../../lib/contract/view";
import { organisation } from "../../lib/domain/access/permissions";
import { escaped } from "../../lib/domain/plain-text";
import { compareVersions } from "../../lib/domain/version";
import { useTime } from "../live/use-time";
import { useMay } from "../shell/use-may";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { AvailableForm } from "./available-form";
import { FirmwareRows } from "./firmware-rows";

type ProductView = FirmwareFleetView["products"][number];

const atFirst = 20;

interface Props {
  view: ProductView;
  onlyBehind: boolean;
  installationNames: Readonly<Record<string, string>>;
}

const rank = ({ firmware }: ProductView["chargers"][number]) =>
  firmware.upgrade !== null ? 0 : firmware.behind === true ? 1 : firmware.behind === null ? 2 : 3;

/** How many chargers run which version, newest first; null: not known. */
function counted(view: ProductView): { version: string | null; count: number }[] {
  const counts = new Map<string | null, number>();
  for (const { firmware } of view.chargers) {
    const version = firmware.computer?.value ?? null;
    counts.set(version, (counts.get(version) ?? 0) + 1);
  }
  return [...counts]
    .map(([version, count]) => ({ version, count }))
    .sort((a, b) => (a.version === null ? 1 : b.version === null ? -1 : (compareVersions(b.version, a.version) ?? 0)));
}

/** One product: its newest version, how many run what, and each charger, those that are behind first. */
export function ProductSection({ view, onlyBehind, installationNames }: Props) {
  const t = useTranslations("firmwarePage");
  // The page's own, not the machine's: server and browser put names in the same order.
  const locale = useLocale();
  const time = useTime();
  const mayEnter = useMay("enterAvailableVersion", organisation);
  const [all, setAll] = useState(false);
  const { product, available } = view;
  const name = product === "unknown" ? t("unknownProduct") : product;
  const rows = view.chargers
    .filter(({ firmware }) => !onlyBehind || firmware.behind === true || firmware.upgrade !== null)
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, locale, { numeric: true }));
  const shown = all ? rows : rows.slice(0, atFirst);
  return (
    <Section
      title={name}
      aside={
        available === null
          ? t("availableNotKnown")
          : t("availableSince", { version: available.version, by: available.enteredBy, time: time(available.at) })
      }
    >
      {mayEnter && product !== "unknown" && (
        <AvailableForm key={available?.version ?? ""} product={product} version={available?.version ?? null} />
      )}
      <ul aria-label={t("versions")} className="mb-4 flex flex-wrap gap-2">
        {counted(view).map(({ version, count }) => (
          <li key={version ?? ""} className="num rounded-lg bg-sunken px-2.5 py-1 text-[0.8125rem]">
            <span className="font-semibold">{version === null ? t("versionUnknown") : escaped(version)}</span>{" "}
            <span className="text-ink-3">{t("chargers", { n: count })}</span>
          </li>
        ))}
      </ul>
      {rows.length === 0 ? (
        <p className="text-[0.875rem] text-ink-3">{t("noneBehind")}</p>
      ) : (
        <FirmwareRows rows={shown} installationNames={installationNames} />
      )}
      {rows.length > shown.length && (
        <Button className="mt-4" onClick={() => setAll(true)}>
          {t("showAll", { n: rows.length })}
        </Button>
      )}
    </Section>
  );
}
