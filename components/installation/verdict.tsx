"use client";

import { ChevronDown, CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Fragment, memo, useState } from "react";
import { isWrong, type VerdictPart } from "../../lib/domain/verdict";
import { verdictLink } from "./anchors";
import { useVerdictWords } from "./use-verdict-words";

interface Props {
  verdict: readonly VerdictPart[];
  /** The page's stream is gone: it is that of before. */
  lost: boolean;
  className?: string;
}

/** How many parts a phone shows at first. */
const first = 2;

/** What matters of an installation now, the worst first; each part leads to what it names. A phone shows the first ones until asked. */
export const Verdict = memo(function Verdict({ verdict, lost, className = "" }: Props) {
  const t = useTranslations("verdict");
  const words = useVerdictWords();
  const [open, setOpen] = useState(false);
  const more = verdict.length - first;
  return (
    <div role="status" aria-label={t("label")} className={`${lost ? "old" : ""} ${className}`}>
      {lost && <p className="text-[0.8125rem]">{t("lost")}</p>}
      {verdict.length === 0 ? (
        <p className={`flex items-center gap-2 font-semibold ${lost ? "" : "text-charging"}`}>
          <CircleCheck aria-hidden="true" className="size-4.5 shrink-0" strokeWidth={2.25} />
          {t("allWell")}
        </p>
      ) : (
        <ul className="flex flex-wrap gap-x-4 gap-y-0.5 sm:grid">
          {verdict.map((part, index) => (
            <Fragment key={keyOf(part)}>
              {index === first && (
                <li className="sm:hidden">
                  <button
                    type="button"
                    aria-expanded={open}
                    onClick={() => setOpen(!open)}
                    className="reach inline-flex items-center gap-1 font-medium text-[0.875rem] text-ink-2"
                  >
                    {open ? t("fewer") : t("andMore", { n: more })}
                    <ChevronDown aria-hidden="true" className={`size-4 ${open ? "rotate-180" : ""}`} />
                  </button>
                </li>
              )}
              <Part
                part={part}
                text={words(part)}
                lost={lost}
                className={`${index === first - 1 ? "" : "basis-full"} ${index >= first && !open ? "max-sm:hidden" : ""}`}
              />
            </Fragment>
          ))}
        </ul>
      )}
    </div>
  );
});

const keyOf = (part: VerdictPart) =>
  JSON.stringify(part.kind === "waits" ? part.limit : "place" in part ? [part.kind, part.place] : part.kind);

function Part({ part, text, lost, className }: { part: VerdictPart; text: string; lost: boolean; className: string }) {
  const href = verdictLink(part);
  const [Icon, tone] = isWrong(part) ? [TriangleAlert, "text-bad"] : [CircleAlert, "text-waiting"];
  return (
    <li className={`flex items-baseline gap-2 font-medium ${className}`}>
      <Icon aria-hidden="true" className={`size-4 shrink-0 translate-y-0.5 ${lost ? "" : tone}`} />
      {href === null ? (
        <span>{text}</span>
      ) : (
        <Link
          href={href}
          prefetch={false}
          className="reach underline decoration-line-strong underline-offset-2 hover:decoration-current"
        >
          {text}
        </Link>
      )}
    </li>
  );
}
