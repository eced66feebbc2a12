import { CircleUser } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { usePerson } from "./person-context";

/** What opens the person's menu. */
export function PersonButton(props: ComponentProps<"button">) {
  const t = useTranslations("menu");
  const { name } = usePerson();
  return (
    <button
      type="button"
      aria-label={t("open", { name })}
      aria-haspopup="menu"
      className="reach flex min-h-10 items-center gap-2 rounded-lg px-2 text-[0.875rem] text-ink-2 hover:bg-sunken hover:text-ink"
      {...props}
    >
      <CircleUser aria-hidden="true" className="size-5" />
      <span className="hidden max-w-40 truncate lg:inline">{name}</span>
    </button>
  );
}
