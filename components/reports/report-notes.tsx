import { useTranslations } from "next-intl";
import type { ReportAnswer } from "../../lib/contract/report";
import type { ReportWords } from "./use-report-words";

/** What is not whole or not settled in a report, and by which rules it was reckoned. */
export function ReportNotes({ report, words }: { report: ReportAnswer; words: ReportWords }) {
  const t = useTranslations("reports.note");
  const { figures, from, until } = report;
  const { fromBefore, goneOn, endUnknown, unknownEnergy, estimatedWh, unpriced, isProvisional, watchedMs } = figures;
  const notes = [
    ...(fromBefore > 0 ? [t("fromBefore", { n: fromBefore })] : []),
    ...(goneOn > 0 ? [t("goneOn", { n: goneOn })] : []),
    ...(endUnknown > 0 ? [t("endUnknown", { n: endUnknown })] : []),
    ...(unknownEnergy > 0 ? [t("unknownEnergy", { n: unknownEnergy })] : []),
    ...(estimatedWh > 0 ? [t("estimated", { energy: words.energy(estimatedWh) })] : []),
    ...unpriced.map(({ why, wh }) => t(why, { energy: words.energy(wh) })),
    ...(isProvisional ? [t("provisional")] : []),
    ...(until > from ? [t("watched", { percent: words.percent((watchedMs / (until - from)) * 100) })] : []),
  ];
  return (
    <ul className="grid list-disc gap-1 pl-5 text-[0.875rem]">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

export function ReportRules() {
  const t = useTranslations("reports.rule");
  return (
    <ul className="grid list-disc gap-1 pl-5 text-[0.8125rem] text-ink-2">
      {(["month", "cost", "parts", "meter"] as const).map((rule) => (
        <li key={rule}>{t(rule)}</li>
      ))}
    </ul>
  );
}
