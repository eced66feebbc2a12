"use client";

import { useTranslations } from "next-intl";
import type { ListedCommand } from "../../lib/contract/api";
import { useTime } from "../live/use-time";
import { CommandCourse } from "./command-course";
import { askedAt } from "./course";
import { useReason } from "./use-reason";
import { useYet } from "./use-yet";

/** A command in the log: what, by whom and when, its course, and why it has come that far. */
export function CommandEntry({ command }: { command: ListedCommand }) {
  const t = useTranslations();
  const time = useTime(true);
  const reasonWords = useReason();
  const yetWords = useYet();
  const last = command.course.at(-1);
  const reason = last?.reason ?? null;
  const yet = last === undefined ? null : yetWords(command.kind, last);
  return (
    <li className="py-3 first:pt-0 last:pb-0">
      <p className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-semibold text-[0.875rem]">{t(`commandNames.${command.kind}`)}</span>
        <span className="num text-[0.8125rem] text-ink-3">
          {t("commands.by", { name: command.by.name, time: time(askedAt(command)) })}
        </span>
      </p>
      <CommandCourse command={command} />
      {reason && <p className="mt-1 text-[0.8125rem] text-ink-2">{reasonWords(reason)}</p>}
      {yet !== null && <p className="mt-1 font-medium text-[0.8125rem] text-ink">{yet}</p>}
    </li>
  );
}
