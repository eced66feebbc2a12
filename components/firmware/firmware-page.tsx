"use client";

import { Cpu } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFirmwareFleet } from "../../lib/client/state/use-live";
import { EmptyState } from "../ui/empty-state";
import { ProductSection } from "./product-section";
import { useOnlyBehind } from "./use-firmware-choice";

/** Versions across all chargers that the person may see. */
export function FirmwarePage({ installationNames }: { installationNames: Readonly<Record<string, string>> }) {
  const t = useTranslations("firmwarePage");
  const fleet = useFirmwareFleet();
  const [onlyBehind, setOnlyBehind] = useOnlyBehind();
  const products = fleet?.products ?? [];
  const behind = products.flatMap(({ chargers }) => chargers).filter(({ firmware }) => firmware.behind === true).length;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 sm:mb-5">
        <h1 className="font-semibold text-[1.5rem] tracking-tight">{t("title")}</h1>
        <button
          type="button"
          aria-pressed={onlyBehind}
          onClick={() => setOnlyBehind(!onlyBehind)}
          className="inline-flex min-h-11 items-center gap-1.5 rounded-full border border-line bg-surface px-3.5 font-medium text-[0.8125rem] text-ink-2 hover:border-line-strong aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-strong md:min-h-8"
        >
          {t("onlyBehind")} <span className="num">{behind}</span>
        </button>
      </div>
      <p className="mb-4 max-w-3xl text-[0.875rem] text-ink-2">{t("lead")}</p>
      {products.length === 0 ? (
        <div className="card">
          <EmptyState icon={Cpu} title={t("empty")}>
            {t("emptyHint")}
          </EmptyState>
        </div>
      ) : (
        <div className="grid gap-4">
          {products.map((view) => (
            <ProductSection
              key={view.product}
              view={view}
              onlyBehind={onlyBehind}
              installationNames={installationNames}
            />
          ))}
        </div>
      )}
    </>
  );
}
