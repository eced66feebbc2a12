"use client";

import { useTranslations } from "next-intl";
import type { SentMessage } from "../../lib/contract/view";
import { escaped } from "../../lib/domain/plain-text";
import { useTime } from "../live/use-time";

const levelLooks: Record<string, string> = { error: "text-bad", warning: "text-waiting" };

/** A charger's events, and what it said to commands, as it said them; newest first. */
export function SentMessages({ messages }: { messages: readonly SentMessage[] }) {
  const t = useTranslations();
  const time = useTime(true);
  return (
    <>
      <h3 className="mt-4 mb-1.5 font-semibold text-[0.875rem]">{t("sent.messages")}</h3>
      <ul className="max-h-56 overflow-y-auto text-[0.8125rem]">
        {messages.map(({ at, about, level, text }) => (
          <li key={`${at} ${about} ${text}`} className="flex flex-wrap gap-x-3 border-line border-t py-1.5">
            <span className="num shrink-0 text-ink-3">{time(at)}</span>
            <span className="shrink-0 text-ink-2">{t(about === null ? "sent.event" : `commandNames.${about}`)}</span>
            <span className={`min-w-0 break-all font-mono text-[0.75rem] ${levelLooks[level ?? ""] ?? ""}`}>
              {escaped(text)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
