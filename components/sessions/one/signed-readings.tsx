import { useTranslations } from "next-intl";
import type { SessionDetail } from "../../../lib/contract/sessions";
import { Section } from "../../ui/section";
import { useVerdictWords } from "./use-verdict-words";

/** What the meter signed of a session, and whether that can be relied on. */
export function SignedReadings({ detail }: { detail: SessionDetail }) {
  const t = useTranslations("sessions.one");
  const { verdict, reason } = useVerdictWords();
  const { id, hasSigned, session } = detail;
  const { signed } = session;
  const link = "reach font-medium text-accent underline";
  return (
    <Section title={t("signed")}>
      {signed === null ? (
        <p className="text-[0.875rem] text-ink-3">{t("noSigned")}</p>
      ) : (
        <>
          <p className="font-semibold">{verdict(signed.verdict)}</p>
          <ul className="mt-1 list-disc pl-5 text-[0.875rem] text-ink-2">
            {signed.reasons.map((name) => (
              <li key={name}>{reason(name)}</li>
            ))}
          </ul>
          {signed.keyId !== null && (
            <p className="num mt-2 text-[0.8125rem] text-ink-3">{t("key", { id: signed.keyId })}</p>
          )}
        </>
      )}
      {hasSigned && (
        <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-[0.875rem]">
          <a href={`/api/sessions/${id}/signed?form=record`} download className={link}>
            {t("record")}
          </a>
          {signed?.verdict === "unsigned" ? (
            <span className="text-ink-3">{t("unsignedHint")}</span>
          ) : (
            <a href={`/api/sessions/${id}/signed?form=transparency`} download className={link}>
              {t("transparency")}
            </a>
          )}
        </p>
      )}
    </Section>
  );
}
