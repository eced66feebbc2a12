"use client";

import { ClockAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { inWords, type Shown } from "./units";

interface Props {
  /** Null: never heard or cleared, shown as a dash, never as 0. */
  shown: Shown | null;
  at: number | null;
  /** Past its time. */
  old: boolean;
  /** What it is: said before its age. */
  label: string;
  /** A part of the sum is unknown. */
  atLeast?: boolean;
  /** What is left where a part is unknown: it may be less. */
  atMost?: boolean;
  /** It is put together of many; `at` is the oldest of them. */
  sum?: boolean;
  className?: string;
  unitClassName?: string;
  /** Among several of one row, one clock is enough: this one is old by its looks and words alone. */
  noClock?: boolean;
  /** It takes the focus for all values of its group (`data-values`) and tells their ages, so that one stop is enough for them. */
  tellsAges?: boolean;
}

/** A number in the place of its shape, see `steady` in the style sheet. Texts with letters are as they are. */
function Steady({ text }: { text: string }) {
  if (!/^[\d.,\u2212\u2013-]+$/.test(text)) return text;
  return (
    <span className="steady" data-shape={text.replace(/\d/g, "0")}>
      <span>{text}</span>
    </span>
  );
}

/** A value with its unit. Its age is told on hover, focus and touch by the page's one `AgeTip`, which reads the data here. */
export function Value({
  shown,
  at,
  old,
  label,
  atLeast = false,
  atMost = false,
  sum = false,
  className = "",
  unitClassName = "",
  noClock = false,
  tellsAges = false,
}: Props) {
  const t = useTranslations("value");
  const known = shown !== null;
  const rounded = shown?.exact !== undefined;
  const about = rounded && !atLeast && !atMost;
  const content = (
    <>
      {(atLeast || atMost) && known && (
        <>
          <span aria-hidden="true">{atLeast ? "≥" : "≤"}&#8201;</span>
          <span className="sr-only">{t(atLeast ? "atLeast" : "atMost")} </span>
        </>
      )}
      {about && (
        <>
          <span aria-hidden="true">≈&#8201;</span>
          <span className="sr-only">{t("about")} </span>
        </>
      )}
      {known ? <Steady text={shown.number} /> : <span aria-hidden="true">{t("none")}</span>}
      {!known && <span className="sr-only">{t("unknown")}</span>}
      {known && shown.unit !== "" && <span className={`ml-[0.2em] font-normal ${unitClassName}`}>{shown.unit}</span>}
      {known && old && (
        <>
          {!noClock && (
            <ClockAlert aria-hidden="true" className="ml-1 inline size-[min(0.85em,1.125rem)] align-[-0.08em]" />
          )}
          <span className="sr-only"> {t("old")}</span>
        </>
      )}
    </>
  );
  const shared = {
    className: `num whitespace-nowrap ${known && old ? "old" : ""} ${known ? "" : "text-ink-3"} ${className}`,
    "data-at": at ?? "",
    "data-label": label,
    "data-exact": rounded ? inWords({ number: shown.exact ?? "", unit: shown.unit }) : undefined,
    "data-old": old ? "1" : undefined,
    "data-sum": sum ? "1" : undefined,
  };
  if (!tellsAges) return <span {...shared}>{content}</span>;
  const bound = known && atLeast ? t("atLeast") : known && atMost ? t("atMost") : about ? t("about") : null;
  const said = [bound, known ? inWords(shown).trim() : t("unknown"), known && old ? t("old") : null];
  return (
    <button
      type="button"
      {...shared}
      data-ages=""
      aria-label={`${label}, ${said.filter((part) => part !== null).join(" ")}`}
      className={`reach -my-0.5 cursor-help py-0.5 text-left ${shared.className}`}
    >
      {content}
    </button>
  );
}
