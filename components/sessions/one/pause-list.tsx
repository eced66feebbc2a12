import { useTranslations } from "next-intl";
import type { SessionDetail } from "../../../lib/contract/sessions";
import { Section } from "../../ui/section";
import { useSessionWords } from "../use-session-words";

interface Props {
  pauses: SessionDetail["session"]["pauses"];
  timeZone: string;
}

/** When a session paused, why, and by whom where the person may know it. */
export function PauseList({ pauses, timeZone }: Props) {
  const t = useTranslations("sessions.one");
  const words = useSessionWords();
  return (
    <Section title={t("pauses")}>
      {pauses.length === 0 ? (
        <p className="text-[0.875rem] text-ink-3">{t("noPauses")}</p>
      ) : (
        <ol className="divide-y divide-line text-[0.875rem]">
          {pauses.map(({ from, to, why, by }) => (
            <li key={from} className="flex flex-wrap justify-between gap-x-4 py-2 first:pt-0">
              <span>{by === null ? t(`why.${why}`) : t("pausedBy", { name: by.name })}</span>
              <span className="num text-ink-3">
                {words.dateTime(from, timeZone)} · {words.duration(to - from)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
