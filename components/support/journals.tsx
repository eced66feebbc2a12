"use client";

import { CircleCheck, CircleHelp, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useNow } from "../../lib/client/state/use-now";
import type { JournalView } from "../../lib/contract/view";
import { type JournalFigures, knownForMs, troublesOf } from "../../lib/domain/journal-figures";
import { inWords } from "../live/units";
import { useAge } from "../live/use-age";
import { useTime } from "../live/use-time";
import { useUnits } from "../live/use-units";
import { Fact } from "../ui/fact";
import { Pill } from "../ui/pill";
import { Section } from "../ui/section";

function Figures({ figures, now }: { figures: JournalFigures; now: number }) {
  const t = useTranslations("journals");
  const units = useUnits();
  const time = useTime(true);
  const age = useAge();
  const { bytes, oldestAt, dropped, refused } = figures;
  return (
    <dl className="num mt-3 grid grid-cols-2 gap-x-6 gap-y-3 text-[0.875rem] @2xl:grid-cols-4">
      <Fact name={t("waiting")}>{inWords(units.bytes(bytes))}</Fact>
      <Fact name={t("oldest")}>
        {oldestAt === null ? t("nothing") : t("oldestAt", { time: time(oldestAt), age: age(oldestAt, now) })}
      </Fact>
      <Fact name={t("dropped")}>{dropped}</Fact>
      <Fact name={t("refused")}>{refused}</Fact>
    </dl>
  );
}

function Journal({ journal: { of, figures, at } }: { journal: JournalView }) {
  const t = useTranslations("journals");
  const age = useAge();
  const now = useNow();
  const known = figures !== null && at !== null && now - at <= knownForMs ? figures : null;
  const troubles = known === null ? [] : troublesOf(known, now);
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h3 className="font-semibold text-[0.875rem]">{t(of)}</h3>
        {known === null && (
          <Pill icon={CircleHelp} text="text-ink-2" ground="bg-sunken">
            {at === null ? t("neverHeard") : t("unknown", { age: age(at, now) })}
          </Pill>
        )}
        {known !== null && troubles.length === 0 && (
          <Pill icon={CircleCheck} text="text-ink-2" ground="bg-sunken">
            {t("inOrder")}
          </Pill>
        )}
      </div>
      {troubles.map((trouble) => (
        <p key={trouble} className="mt-2 flex gap-1.5 text-[0.875rem] text-bad">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {t(`trouble.${trouble}`)}
        </p>
      ))}
      {known !== null && <Figures figures={known} now={now} />}
    </li>
  );
}

/** What is acknowledged and not passed on yet, at each of the product's doors. */
export function Journals({ journals }: { journals: readonly JournalView[] }) {
  const t = useTranslations("journals");
  return (
    <Section title={t("title")}>
      <p className="text-[0.875rem] text-ink-2">{t("help")}</p>
      <ul className="mt-2 -mb-3 divide-y divide-line">
        {journals.map((journal) => (
          <Journal key={journal.of} journal={journal} />
        ))}
      </ul>
    </Section>
  );
}
