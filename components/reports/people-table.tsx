import { useTranslations } from "next-intl";
import type { MonthFigures, Who } from "../../lib/contract/report";
import { ScrollRegion } from "../ui/scroll-region";
import { TableHead } from "./table-head";
import { cell, rowHead, tableLook } from "./table-look";
import type { ReportWords } from "./use-report-words";

/** What each person's energy comes to. */
export function PeopleTable({ figures, words }: { figures: MonthFigures<Who>; words: ReportWords }) {
  const t = useTranslations("reports");
  const { people, total } = figures;
  const hasParts = people.some(({ parts }) => parts.length > 0);
  const columns = [
    { name: t("person") },
    { name: t("sessions") },
    { name: t("energy"), unit: "kWh" },
    { name: t("energyCost") },
    ...(hasParts ? [{ name: t("parts") }] : []),
    { name: t("net") },
    { name: t("vat") },
    { name: t("total") },
  ];
  return (
    <ScrollRegion label={t("people")} className="print:overflow-visible print:rounded-none">
      <table className={tableLook}>
        <TableHead columns={columns} />
        <tbody>
          {people.map((person) => (
            <tr key={person.who?.tag ?? words.who(person)} className="border-line border-t">
              <th scope="row" className={rowHead}>
                {words.who(person)}
                {person.who?.group != null && <span className="text-ink-3"> · {person.who.group}</span>}
              </th>
              <td className={cell}>{person.sessions}</td>
              <td className={cell}>
                {person.unknownEnergy > 0 ? t("atLeast", { value: words.kwh(person.wh) }) : words.kwh(person.wh)}
              </td>
              <td className={cell}>{words.amounts(person.energy)}</td>
              {hasParts && <td className={cell}>{words.amounts(person.parts)}</td>}
              <td className={cell}>{words.amounts(person.total, "net")}</td>
              <td className={cell}>{words.amounts(person.total, "vat")}</td>
              <td className={`${cell} font-semibold`}>{words.amounts(person.total)}</td>
            </tr>
          ))}
          {figures.corrections.map((correction) => (
            <tr
              key={`${correction.month} ${correction.who?.tag ?? words.who(correction)}`}
              className="border-line border-t"
            >
              <th scope="row" className={rowHead}>
                {t("correctionOf", { who: words.who(correction), month: correction.month })}
              </th>
              <td className={cell} />
              <td className={cell}>{words.kwh(correction.wh)}</td>
              <td className={cell}>{words.amounts(correction.energy)}</td>
              {hasParts && <td className={cell} />}
              <td className={cell}>{words.amounts(correction.energy, "net")}</td>
              <td className={cell}>{words.amounts(correction.energy, "vat")}</td>
              <td className={`${cell} font-semibold`}>{words.amounts(correction.energy)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot className="border-line-strong border-t font-semibold">
          <tr>
            <th scope="row" className={`${rowHead} font-semibold text-ink`}>
              {t("total")}
            </th>
            <td className={cell}>{figures.sessions}</td>
            <td className={cell}>{words.kwh(figures.wh)}</td>
            <td className={cell} />
            {hasParts && <td className={cell} />}
            <td className={cell}>{words.amounts(total, "net")}</td>
            <td className={cell}>{words.amounts(total, "vat")}</td>
            <td className={cell}>{words.amounts(total)}</td>
          </tr>
        </tfoot>
      </table>
    </ScrollRegion>
  );
}
