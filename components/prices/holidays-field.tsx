import { useTranslations } from "next-intl";
import { fieldLook } from "../ui/field";
import { Section } from "../ui/section";
import type { TypedDays } from "./draft/holidays";

interface Props {
  value: string;
  faults: TypedDays["faults"];
  onChange(value: string): void;
}

/** Which days are holidays there, one a line. */
export function HolidaysField({ value, faults, onChange }: Props) {
  const t = useTranslations("prices.holidays");
  return (
    <Section title={t("title")}>
      <p id="holidays-hint" className="text-[0.875rem] text-ink-2">
        {t("lead")}
      </p>
      <textarea
        aria-label={t("title")}
        aria-describedby="holidays-hint holidays-fault"
        aria-invalid={faults.length > 0 || undefined}
        rows={4}
        spellCheck={false}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className={`num ${fieldLook} max-w-xs py-2`}
      />
      <p id="holidays-fault" className="mt-1 text-[0.8125rem] text-bad empty:hidden">
        {faults.length === 0 ? null : faults.map(({ line, text }) => t("fault", { line, text })).join(" ")}
      </p>
    </Section>
  );
}
