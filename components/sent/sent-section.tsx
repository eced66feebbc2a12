"use client";

import { useTranslations } from "next-intl";
import { memo, useState } from "react";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { SentList } from "./sent-list";

/** Every observation as the charger sent it: for support, and only when asked for, since it is many times what the page needs. */
export const SentSection = memo(function SentSection({
  deviceId,
  className,
}: {
  deviceId: string;
  className?: string;
}) {
  const t = useTranslations("sent");
  const [open, setOpen] = useState(false);
  return (
    <Section className={className} title={t("title")}>
      <p className="mb-3 text-[0.875rem] text-ink-2">{t("hint")}</p>
      <Button aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t("close") : t("open")}
      </Button>
      {open && <SentList deviceId={deviceId} />}
    </Section>
  );
});
