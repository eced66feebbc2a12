import { useTranslations } from "next-intl";
import type { SessionDetail } from "../../../lib/contract/sessions";
import { Section } from "../../ui/section";
import { useSessionWords } from "../use-session-words";

/** Every figure that there is of a session's energy, and which of them counts. */
export function EnergySources({ energy }: { energy: SessionDetail["session"]["energy"] }) {
  const t = useTranslations("sessions.one");
  const words = useSessionWords();
  const rows = [
    { source: "meter", wh: energy.meterWh },
    { source: "charger", wh: energy.chargerWh },
    { source: "counter", wh: energy.counterWh },
    { source: "power", wh: energy.powerWh },
  ] as const;
  return (
    <Section title={t("sources")}>
      <table className="num w-full text-[0.875rem]">
        <tbody>
          {rows.map(({ source, wh }) => (
            <tr key={source} className="border-line border-t first:border-0">
              <th scope="row" className="py-2 pr-3 text-left font-normal text-ink-2">
                {t(`source.${source}`)}
              </th>
              <td className={`py-2 text-right ${source === energy.source ? "font-semibold" : ""}`}>
                {source === "power" && wh !== null && !energy.isPowerWhole
                  ? t("partly", { energy: words.energy(wh) })
                  : words.energy(wh)}
              </td>
              <td className="w-20 py-2 pl-3 text-right text-[0.8125rem] text-accent">
                {source === energy.source && t("counts")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-[0.8125rem] text-ink-3">{t("sourcesHint")}</p>
    </Section>
  );
}
