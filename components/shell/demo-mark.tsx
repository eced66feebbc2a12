import { useTranslations } from "next-intl";

/** Says that nothing here is real. */
export function DemoMark() {
  const t = useTranslations("app");
  return (
    <span
      title={t("demoHint")}
      className="rounded-md border border-waiting/50 bg-waiting-soft px-2 py-0.5 font-semibold text-[0.75rem] text-waiting"
    >
      {t("demo")}
    </span>
  );
}
