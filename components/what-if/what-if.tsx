"use client";

import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "../ui/button";
import { Late, later, useAhead } from "../ui/later";
import { useWhatIfChoice } from "./use-what-if-choice";

const dialog = later(async () => (await import("./what-if-dialog")).WhatIfDialog);

/** The way to ask what the phases were like if more cars charged; open at once where the address says so. */
export function WhatIf({ installationId }: { installationId: string }) {
  const t = useTranslations("whatIf");
  const [choice, change] = useWhatIfChoice();
  useAhead(dialog);
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button ref={opener} onClick={() => change({ open: true })}>
        <FlaskConical aria-hidden="true" className="size-4" />
        {t("open")}
      </Button>
      {choice.open && (
        <Late part={dialog} opener={opener} installationId={installationId} choice={choice} change={change} />
      )}
    </>
  );
}
