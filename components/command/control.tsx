"use client";

import { Download, type LucideIcon, Play, RotateCw, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useNow } from "../../lib/client/state/use-now";
import type { Command, CommandKind } from "../../lib/domain/command/command";
import { useTime } from "../live/use-time";
import { Button } from "../ui/button";
import { isAsAsked, isNews, isNewsAt } from "./course";
import { stageLooks, waitWords } from "./stage-look";
import { useAway } from "./use-away";
import type { Asked } from "./use-command";
import { useReason } from "./use-reason";
import { useRefusalWords } from "./use-refusal-words";
import { useYet } from "./use-yet";

const icons: Record<CommandKind, LucideIcon> = {
  start: Play,
  stop: Square,
  restart: RotateCw,
  upgradeFirmware: Download,
};
const looks = { start: "primary", stop: "danger", restart: "plain", upgradeFirmware: "plain" } as const;

interface Props {
  kind: CommandKind;
  /** Why it cannot act; null: it can. */
  cannot: string | null;
  /** What it does, or why nothing speaks for it. */
  hint: string;
  /** Where it stands why the charger may not answer; null: nowhere. */
  doubtId: string | null;
  asked: Asked | undefined;
  /** The command that this page asked for, as it is tracked. */
  command: Command | null;
  /** It is what people come for now: a phone has it above its menu while its place is scrolled away. */
  stays: boolean;
  onPress(): void;
}

/** A button and, under it, what it does, why it cannot, or what has come of it, for some minutes. */
export function Control({ kind, cannot, hint, doubtId, asked, command, stays, onPress }: Props) {
  const t = useTranslations();
  const reasonWords = useReason();
  const refusalWords = useRefusalWords();
  const yetWords = useYet();
  const Icon = icons[kind];
  const id = `control-${kind}`;
  const last = command?.course.at(-1);
  const yet = last === undefined ? null : yetWords(kind, last);
  const time = useTime(true);
  const now = useNow(30_000);
  const { ref, awayPx } = useAway(stays);
  const shown = (at: number) => <span className="num font-normal text-[0.75rem] text-ink-3">{time(at)}</span>;

  return (
    <div ref={ref} className="min-w-0" style={{ minHeight: awayPx ?? undefined }}>
      <div className={awayPx === null ? undefined : "afloat"}>
        <Button
          look={looks[kind]}
          cannotAct={cannot !== null}
          aria-describedby={cannot === null && doubtId !== null ? `${id} ${doubtId}` : id}
          aria-busy={asked?.word === "asking" || undefined}
          onClick={onPress}
          className="min-h-12 w-full"
        >
          <Icon aria-hidden="true" className="size-4.5 shrink-0" />
          {t(`commandNames.${kind}`)}
        </Button>
        <p id={id} className={`mt-1.5 px-1 text-[0.8125rem] text-ink-3 ${cannot === null ? "hint" : ""}`}>
          {cannot ?? hint}
        </p>
        <p aria-live="polite" className="px-1 text-[0.8125rem] empty:hidden">
          {asked?.word === "asking" && <span className="text-ink-2">{t("controls.asking")}</span>}
          {asked?.word === "refused" && isNewsAt(asked.at, now) && (
            <span className="text-bad">
              {refusalWords(asked.refusal)} {shown(asked.at)}
            </span>
          )}
          {asked?.word === "asked" && command === null && isNewsAt(asked.at, now) && (
            <span className="text-ink-2">{t("controls.asked")}</span>
          )}
          {command && last && isNews(command, now) && (
            <span className={`font-medium ${stageLooks[last.stage].text}`}>
              {t(`stages.${last.stage}`)}
              {last.reason && !isAsAsked(last) && `: ${reasonWords(last.reason)}`}
              {command.waiting && `: ${t(`commands.${waitWords[command.waiting]}`)}`} {shown(last.at)}
            </span>
          )}
          {command && yet !== null && isNews(command, now) && <span className="block text-ink">{yet}</span>}
        </p>
      </div>
    </div>
  );
}
