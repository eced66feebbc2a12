import { useTranslations } from "next-intl";
import type { MonthFigures, PlaceSums, Who } from "../../lib/contract/report";
import { ScrollRegion } from "../ui/scroll-region";
import { TableHead } from "./table-head";
import { below, cell, rowHead, tableLook } from "./table-look";
import type { ReportWords } from "./use-report-words";

const sumBy = (places: readonly PlaceSums[], of: (place: PlaceSums) => number | null): number | null =>
  places.every((place) => of(place) === null) ? null : places.reduce((sum, place) => sum + (of(place) ?? 0), 0);

/** What each place's energy comes to, with its meter beside its sessions. */
export function PlacesTable({ figures: { places }, words }: { figures: MonthFigures<Who>; words: ReportWords }) {
  const t = useTranslations("reports");
  const reading = (of: PlaceSums["meterStart"]) => (
    <td className={cell}>
      {words.kwh(of?.wh ?? null)}
      {of !== null && <span className={below}>{words.time(of.at)}</span>}
    </td>
  );
  const energies = ["meterStart", "meterEnd", "meter", "ofSessions", "difference", "inMonth"] as const;
  const columns = [
    { name: t("place") },
    ...energies.map((key) => ({ name: t(key), unit: "kWh" })),
    { name: t("total") },
    { name: t("responded") },
  ];
  return (
    <ScrollRegion label={t("places")} className="print:overflow-visible print:rounded-none">
      <table className={tableLook}>
        <TableHead columns={columns} />
        <tbody>
          {places.map((place) => (
            <tr key={place.deviceId} className="border-line border-t">
              <th scope="row" className={rowHead}>
                {place.name}
                <span className={below}>
                  {[place.deviceId, place.circuit].filter((text) => text !== null && text !== place.name).join(" · ")}
                </span>
              </th>
              {reading(place.meterStart)}
              {reading(place.meterEnd)}
              <td className={cell}>{words.kwh(place.meterWh)}</td>
              <td className={cell}>{words.kwh(place.sessionWh)}</td>
              <td className={cell}>{words.kwh(place.differenceWh)}</td>
              <td className={cell}>{words.kwh(place.wh)}</td>
              <td className={`${cell} font-semibold`}>{words.amounts(place.total)}</td>
              <td className={cell}>{words.percent(place.respondedPercent)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot className="border-line-strong border-t font-semibold">
          <tr>
            <th scope="row" className={`${rowHead} font-semibold text-ink`}>
              {t("total")}
            </th>
            <td className={cell} />
            <td className={cell} />
            <td className={cell}>{words.kwh(sumBy(places, ({ meterWh }) => meterWh))}</td>
            <td className={cell}>{words.kwh(sumBy(places, ({ sessionWh }) => sessionWh))}</td>
            <td className={cell}>{words.kwh(sumBy(places, ({ differenceWh }) => differenceWh))}</td>
            <td className={cell}>{words.kwh(sumBy(places, ({ wh }) => wh))}</td>
            <td className={cell} />
            <td className={cell} />
          </tr>
        </tfoot>
      </table>
    </ScrollRegion>
  );
}
