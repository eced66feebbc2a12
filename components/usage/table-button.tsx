import { useTranslations } from "next-intl";

/** Shows the same numbers to be read. */
export function TableButton({ open, set, of }: { open: boolean; set(open: boolean): void; of: string }) {
  const t = useTranslations("usage");
  const text = open ? t("hideTable") : t("showTable");
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-label={`${of}: ${text}`}
      onClick={() => set(!open)}
      className="reach underline"
    >
      {text}
    </button>
  );
}
