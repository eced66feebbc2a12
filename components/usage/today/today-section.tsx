import { useTranslations } from "next-intl";
import { useState } from "react";
import type { InstallationHistory } from "../../../lib/contract/history";
import { inWords } from "../../live/units";
import { useTime } from "../../live/use-time";
import { useUnits } from "../../live/use-units";
import { useLines } from "../../phase/lines";
import { phaseLooks } from "../../phase/phase-look";
import { Section } from "../../ui/section";
import { Asked } from "../asked";
import { TableButton } from "../table-button";
import { useLinesOf } from "../use-usage";
import { LinesPlot } from "./lines-plot";
import { LinesTable } from "./lines-table";

interface Props {
  id: string;
  /** Today, ms. */
  from: number;
  to: number;
  /** The main fuse. */
  limitA: number;
}

/** What the lines carried today, against the main fuse. */
export function TodaySection({ id, from, to, limitA }: Props) {
  const t = useTranslations("usage");
  const [table, setTable] = useState(false);
  const query = useLinesOf(id, { from, to });
  return (
    <Section title={t("today")} aside={<TableButton open={table} set={setTable} of={t("today")} />}>
      <Asked query={query} className="h-48">
        {(history) => (
          <>
            <p className="mb-2 text-[0.8125rem] text-ink-3">
              <Summary history={history} limitA={limitA} />
            </p>
            {history.buckets.length > 0 && <LinesPlot history={history} from={from} to={to} limitA={limitA} />}
            {table && <LinesTable history={history} />}
          </>
        )}
      </Asked>
    </Section>
  );
}

function Summary({ history: { buckets, bucketMs }, limitA }: { history: InstallationHistory; limitA: number }) {
  const t = useTranslations("usage");
  const units = useUnits();
  const lines = useLines();
  const time = useTime();
  const last = buckets.at(-1);
  if (last === undefined) return t("todayNothing");
  const most = lines.map(
    (line) => `${phaseLooks[line].name} ${inWords(units.currentA(Math.max(...buckets.map(({ max }) => max[line]))))}`,
  );
  const told = t("todaySummary", {
    time: time(last.at + bucketMs),
    currents: most.join(", "),
    limit: inWords(units.limitA(limitA)),
  });
  return buckets.some(({ whole }) => whole < 0.999) ? `${told} ${t("todayAtLeast")}` : told;
}
