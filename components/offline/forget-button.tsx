"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { forgetKept } from "../../lib/client/offline/kept-place";
import { Button } from "../ui/button";

/** Deletes what the device keeps; to sign out needs the server. */
export function ForgetButton({ onForgotten }: { onForgotten(): void }) {
  const t = useTranslations("offline");
  return (
    <div className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button aria-describedby="forget-hint" onClick={() => void forgetKept().then(onForgotten)}>
        <Trash2 aria-hidden="true" className="size-4" />
        {t("forget")}
      </Button>
      <p id="forget-hint" className="text-[0.8125rem] text-ink-3">
        {t("forgetHint")}
      </p>
    </div>
  );
}
