"use client";

import { WifiOff } from "lucide-react";
import { NextIntlClientProvider, useTranslations } from "next-intl";
import { type ComponentProps, useEffect } from "react";
import type { Locale } from "../../lib/messages/locale";
import { Logo } from "../shell/logo";
import { OfflineValues } from "./offline-values";
import { useBackOnline } from "./use-back-online";
import { useOwnPreferences } from "./use-own-preferences";

interface Props {
  /** The language that the page was made in. */
  made: Locale;
  /** The words of each language, since it is kept once for all. */
  words: Record<Locale, ComponentProps<typeof NextIntlClientProvider>["messages"]>;
}

/** What stands for every page while the server cannot be reached. It is made for nobody: what it shows, the device has kept itself. */
export function OfflinePage({ made, words }: Props) {
  const locale = useOwnPreferences(made);
  useBackOnline();
  return (
    <NextIntlClientProvider locale={locale} messages={words[locale]} timeZone="UTC">
      <OfflineHeader />
      <OfflineValues />
    </NextIntlClientProvider>
  );
}

function OfflineHeader() {
  const t = useTranslations();
  const title = `${t("offline.title")} · ${t("app.name")}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <header className="sticky top-0 z-30 border-line border-b bg-surface">
      <div className="mx-auto flex h-14 max-w-[1920px] items-center gap-3 px-4 sm:px-6">
        <a href="/" aria-label={t("app.home")} className="reach flex items-center gap-2.5">
          <Logo className="size-7" />
          <span className="font-semibold text-[1.0625rem] tracking-tight">{t("app.name")}</span>
        </a>
        <span className="ml-auto flex items-center gap-1.5 font-medium text-[0.8125rem] text-bad">
          <WifiOff aria-hidden="true" className="size-4" />
          {t("connection.lost")}
        </span>
      </div>
    </header>
  );
}
