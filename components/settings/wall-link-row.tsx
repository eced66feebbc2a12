"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { WallLink } from "../../lib/client/wall-links";
import { useTime } from "../live/use-time";
import { Button } from "../ui/button";

interface Props {
  link: WallLink;
  busy: boolean;
  onRevoke(): void;
}

/** A link that works: who made it and when, and its end after a second press. */
export function WallLinkRow({ link, busy, onRevoke }: Props) {
  const t = useTranslations("wallLinks");
  const time = useTime(true);
  const [sure, setSure] = useState(false);
  const by = t("by", { name: link.madeBy, time: time(link.madeAt) });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-b py-2 last:border-b-0">
      <p className="num min-w-0 text-[0.875rem]">{by}</p>
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
        <Button look="quiet" aria-label={t("revokeName", { by })} onClick={() => setSure(true)}>
          {t("revoke")}
        </Button>
      )}
    </li>
  );
}
