import { useTranslations } from "next-intl";
import { useState } from "react";
import { change } from "../../lib/client/api/ask";
import type { ReportAnswer } from "../../lib/contract/report";
import { useKeptRefusal } from "../kept/use-kept-refusal";
import { useDates } from "../live/use-dates";
import { Button } from "../ui/button";
import { DialogFrame } from "../ui/dialog-frame";
import { reportPath } from "./use-report";
import type { ReportWords } from "./use-report-words";

interface Props {
  report: ReportAnswer;
  words: ReportWords;
  onClose(): void;
  closed(): Promise<void>;
}

/** Asks once more before a month is closed, with what would stay as it is though it is not whole. */
export function CloseDialog({ report, words, onClose, closed }: Props) {
  const t = useTranslations("reports");
  const dates = useDates();
  const refusal = useKeptRefusal();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const { installationId, month, figures } = report;
  const unpricedWh = figures.unpriced.reduce((sum, { wh }) => sum + wh, 0);

  async function close(): Promise<void> {
    setBusy(true);
    setFault(null);
    const answer = await change("POST", `${reportPath(installationId, month)}/close`);
    setBusy(false);
    if (!answer.ok) return setFault(refusal(answer.refusal));
    await closed();
    onClose();
  }

  const warnings = [
    ...(unpricedWh > 0 ? [t("closeUnpriced", { energy: words.energy(unpricedWh) })] : []),
    ...(figures.isProvisional ? [t("closeProvisional")] : []),
    ...(figures.goneOn > 0 ? [t("closeOpen", { n: figures.goneOn })] : []),
  ];
  return (
    <DialogFrame title={t("closeTitle", { month: dates.month(month) })} lead={t("closeLead")} onClose={onClose}>
      {warnings.length > 0 && (
        <ul className="mt-3 grid list-disc gap-1 pl-5 font-medium text-[0.875rem] text-waiting">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <p role="alert" className="mt-3 text-[0.875rem] text-bad empty:hidden">
        {fault}
      </p>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          {t("cancel")}
        </Button>
        <Button look="primary" cannotAct={busy} onClick={() => void close()}>
          {busy ? t("closing") : t("close")}
        </Button>
      </div>
    </DialogFrame>
  );
}
