import { useTranslations } from "next-intl";
import { useKeptRefusal } from "../../kept/use-kept-refusal";
import { Holes } from "./holes";
import { useFaultWords } from "./use-fault-words";
import { useMoments } from "./use-moments";
import { mostBytes, type Upload } from "./use-upload";

const look = { good: "bg-charging-soft text-charging", bad: "bg-bad-soft text-bad" } as const;
const box = "mt-3 rounded-lg px-3 py-2 text-[0.875rem]";

/** How far a file is, what was taken of it, or all that is wrong with it. */
export function UploadResult({ upload }: { upload: Upload }) {
  const t = useTranslations("prices.published");
  const refusal = useKeptRefusal();
  const faultWords = useFaultWords();
  const moment = useMoments();
  if (upload.step === "none") return null;
  const { name } = upload;
  if (upload.step === "tooLarge")
    return <p className={`${box} ${look.bad}`}>{t("tooLarge", { name, most: mostBytes / 1024 / 1024 })}</p>;
  if (upload.step === "sending")
    return (
      <div className="mt-3 text-[0.875rem]">
        <p>{upload.share < 1 ? t("sending", { name }) : t("reading", { name })}</p>
        <progress
          aria-label={t("progress")}
          max={1}
          value={upload.share}
          className="mt-1 w-full max-w-sm accent-accent"
        />
      </div>
    );
  const { answer } = upload;
  if (answer.ok) {
    const { quarters, from, to, holes } = answer.value;
    return (
      <div className={`${box} ${look.good}`}>
        <p className="num">{t("taken", { name, n: quarters, from: moment(from), to: moment(to) })}</p>
        <Holes holes={holes} />
      </div>
    );
  }
  if (answer.faults.length === 0)
    return <p className={`${box} ${look.bad}`}>{t("refused", { name, why: refusal(answer.refusal) })}</p>;
  return (
    <div className={`${box} ${look.bad}`}>
      <p>{t("faulty", { name })}</p>
      <ul aria-label={t("faultList")} className="mt-1 list-disc pl-5">
        {answer.faults.map((fault) => (
          <li key={JSON.stringify(fault)} className="break-words">
            {faultWords(fault)}
          </li>
        ))}
      </ul>
    </div>
  );
}
