"use client";

import { useTranslations } from "next-intl";
import { useSupport } from "../../lib/client/state/use-live";
import { FindCharger } from "./find-charger";
import { Journals } from "./journals";
import { Unassigned } from "./unassigned";
import { Undecodable } from "./undecodable";

/** For support: find a charger, assign those that hang nowhere, see how the journals stand and what could not be read. */
export function SupportPage() {
  const t = useTranslations("supportPage");
  const support = useSupport();
  return (
    <>
      <h1 className="mb-4 font-semibold text-[1.5rem] tracking-tight sm:mb-5">{t("title")}</h1>
      <div className="grid gap-4">
        <FindCharger />
        {support && <Journals journals={support.journals} />}
        {support && <Unassigned chargers={support.unassigned} />}
        {support && <Undecodable counts={support.undecodable} latest={support.latest} />}
      </div>
    </>
  );
}
