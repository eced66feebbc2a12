"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { DropdownMenu } from "radix-ui";
import { Button } from "../ui/button";

const formats = ["csv", "csv-de", "xlsx"] as const;
const item =
  "flex min-h-11 cursor-pointer select-none flex-col justify-center rounded-lg px-3 py-1.5 text-[0.875rem] text-ink outline-none data-[highlighted]:bg-sunken";

/** All that is filtered, as a file: the browser fetches it, and shows how far it has come. */
export function ExportMenu({ asked }: { asked: URLSearchParams }) {
  const t = useTranslations("sessions.export");
  const path = (format: string) => {
    const params = new URLSearchParams(asked);
    params.set("format", format);
    return `/api/sessions/export?${params}`;
  };
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button className="md:min-h-9">
          <Download aria-hidden="true" className="size-4" />
          {t("open")}
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          className="z-50 w-72 max-w-[calc(100vw-1.5rem)] rounded-xl border border-line bg-surface p-1.5 shadow-raised"
        >
          {formats.map((format) => (
            <DropdownMenu.Item key={format} asChild className={item}>
              <a href={path(format)} download>
                <span className="font-medium">{t(`${format}.name`)}</span>
                <span className="text-[0.8125rem] text-ink-3">{t(`${format}.hint`)}</span>
              </a>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
