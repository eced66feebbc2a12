"use client";

import { useTranslations } from "next-intl";
import type { ListedCommand } from "../../lib/contract/api";
import { useTime } from "../live/use-time";
import { stageLooks, waitWords } from "./stage-look";

/** The stages of a command in their order, each with its time. */
export function CommandCourse({ command }: { command: ListedCommand }) {
  const t = useTranslations();
  const time = useTime(true);
  return (
    <ol className="flex flex-wrap gap-x-3 gap-y-1">
      {command.course.map(({ stage, at }, index) => {
        const { icon: Icon, text } = stageLooks[stage];
        const last = index === command.course.length - 1;
        return (
          <li
            key={stage}
            className={`flex items-center gap-1 text-[0.8125rem] ${last ? `font-medium ${text}` : "text-ink-3"}`}
          >
            <Icon aria-hidden="true" className="size-3.5" />
            {t(`stages.${stage}`)} <span className="num font-normal text-[0.75rem] text-ink-3">{time(at)}</span>
          </li>
        );
      })}
      {command.waiting && (
        <li className="font-medium text-[0.8125rem] text-waiting">{t(`commands.${waitWords[command.waiting]}`)}</li>
      )}
    </ol>
  );
}
