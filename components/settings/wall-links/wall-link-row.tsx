"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { WallLinkView } from "../../../lib/contract/api";
import { useTime } from "../../live/use-time";
import { Button } from "../../ui/button";

interface Props {
  link: WallLinkView;
  busy: boolean;
  onRevoke(): void;
}

/** A link that works: who made it and when, and its end after a second press. */
export function WallLinkRow({ link, busy, onRevoke }: Props) {
  const t = useTranslations("wallLinks");
  const time = useTime();
  const [sure, setSure] = useState(false);
  const { label, createdBy, createdAt } = link;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-b py-2 last:border-b-0">
      <div className="min-w-0">
        <p className="wrap-anywhere font-medium">{label}</p>
        <p className="num text-[0.8125rem] text-ink-3">{t("by", { name: createdBy, time: time(createdAt) })}</p>
      </div>
      {sure ? (
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-[0.8125rem] text-ink-2">{t("sure")}</span>
          <Button look="danger" cannotAct={busy} onClick={onRevoke} autoFocus>
            {t("revokeNow")}
          </Button>
          <Button look="quiet" onClick={() => setSure(false)}>
            {t("keep")}
          </Button>
        </div>
      ) : (
        <Button look="quiet" aria-label={t("revokeName", { label })} onClick={() => setSure(true)}>
          {t("revoke")}
        </Button>
      )}
    </li>
  );
}
