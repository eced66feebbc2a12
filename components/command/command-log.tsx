"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { Command } from "../../lib/domain/command";
import { useTime } from "../live/use-time";
import { CommandCourse } from "./command-course";
import { askedAt } from "./course";
import { useReason } from "./use-reason";

/** Every command with who gave it, and what came of it; newest first. */
export const CommandLog = memo(function CommandLog({
  commands,
  className = "",
}: {
  commands: readonly Command[];
  className?: string;
}) {
  const t = useTranslations();
  const time = useTime(true);
  const reasonWords = useReason();
  return (
    <section className={`card p-4 sm:p-5 ${className}`}>
      <h2 className="mb-3 font-semibold text-[0.9375rem]">{t("commands.title")}</h2>
      <div role="log" aria-label={t("commands.title")}>
        {commands.length === 0 ? (
          <p className="text-[0.875rem] text-ink-3">
            {t("commands.empty")}. {t("commands.emptyHint")}
          </p>
        ) : (
          <ol className="divide-y divide-line">
            {commands.map((command) => {
              const reason = command.course.at(-1)?.reason ?? null;
              return (
                <li key={command.id} className="py-3 first:pt-0 last:pb-0">
                  <p className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-3">
                    <span className="font-semibold text-[0.875rem]">{t(`commandNames.${command.kind}`)}</span>
                    <span className="num text-[0.8125rem] text-ink-3">
                      {t("commands.by", { name: command.by.name, time: time(askedAt(command)) })}
                    </span>
                  </p>
                  <CommandCourse command={command} />
                  {reason && <p className="mt-1 text-[0.8125rem] text-ink-2">{reasonWords(reason)}</p>}
                </li>
              );
            })}
          </ol>
        )}
      </div>
    </section>
  );
});
