import { useTranslations } from "next-intl";
import type { PublishedAnswer } from "../../../lib/contract/prices";
import { useMoments } from "./use-moments";

const most = 10;
const hourMs = 3_600_000;

/** Stretches of time without a published price, each with its length. */
export function Holes({ holes }: { holes: PublishedAnswer["holes"] }) {
  const t = useTranslations("prices.published");
  const moment = useMoments();
  if (holes.length === 0) return null;
  const length = (ms: number) =>
    ms % hourMs === 0 ? t("hours", { n: ms / hourMs }) : t("minutes", { n: ms / 60_000 });
  return (
    <div className="mt-3 text-[0.875rem]">
      <p className="font-medium text-waiting">{t("holes")}</p>
      <ul aria-label={t("holes")} className="num list-disc pl-5 text-ink-2">
        {holes.slice(0, most).map(({ from, to }) => (
          <li key={from}>{t("hole", { from: moment(from), to: moment(to), length: length(to - from) })}</li>
        ))}
      </ul>
      {holes.length > most && <p className="text-ink-3">{t("moreHoles", { n: holes.length - most })}</p>}
    </div>
  );
}
