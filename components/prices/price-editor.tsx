"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Tagged } from "../../lib/client/api/ask";
import { useNow } from "../../lib/client/state/use-now";
import type { PricesAnswer } from "../../lib/contract/prices";
import { wallClock } from "../../lib/domain/time/wall-clock";
import { most } from "../../lib/prices/forms";
import type { Period } from "../../lib/prices/model";
import { gapsIn } from "../../lib/prices/model-faults";
import { useTime } from "../live/use-time";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { Conflict } from "./conflict";
import { monthOf, nextPeriod } from "./draft/model-draft";
import { draftOf, firstDraft, type PeriodDraft } from "./draft/period-draft";
import { Example } from "./example";
import { HolidaysField } from "./holidays-field";
import { PeriodCard } from "./period/period-card";
import { PeriodDialog } from "./period/period-dialog";
import { PublishedSection } from "./published/published-section";
import { usePublished } from "./published/use-published";
import { useLeaveGuard } from "./use-leave-guard";
import { usePriceEditor } from "./use-price-editor";
import { usePriceWords } from "./use-price-words";

interface Props {
  installation: { id: string; timeZone: string };
  read: Tagged<PricesAnswer>;
}

const usualCurrency = "EUR";

/** The periods in order, what is missing between them, and what of it all is not saved yet. */
export function PriceEditor({ installation: { id, timeZone }, read }: Props) {
  const t = useTranslations("prices");
  const words = usePriceWords();
  const time = useTime();
  const now = useNow(60_000);
  const editor = usePriceEditor(id, read);
  const published = usePublished(id);
  const guard = useLeaveGuard(editor.hasChanged);
  const adder = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<{ start: PeriodDraft; of: Period | null } | null>(null);
  const { model, base, theirs, busy } = editor;
  const { periods } = model;
  const today = new Date(wallClock(timeZone, now)).toISOString().slice(0, 10);
  const gaps = gapsIn(model);
  // Where there is nothing to save it would only cover what is read.
  const isAtHand = editor.hasChanged || editor.isJustSaved || editor.fault !== null;
  const cannotSave = busy || !editor.hasChanged || editor.holidayFaults.length > 0;

  function add() {
    const next = nextPeriod(periods, today);
    const start = next === null ? firstDraft(monthOf(today), usualCurrency) : draftOf(next, words.separator);
    setOpen({ start, of: null });
  }

  return (
    <>
      {theirs !== null && (
        <Conflict
          mine={model}
          theirs={theirs.value}
          busy={busy}
          onLoad={editor.loadTheirs}
          onSaveOver={() => void editor.saveOver()}
        />
      )}
      <Section
        title={t("periods")}
        aside={
          base.value.changed === null
            ? t("neverSaved")
            : t("lastSaved", { by: base.value.changed.by, time: time(base.value.changed.at) })
        }
      >
        {periods.length === 0 ? (
          <p className="mb-3 text-[0.875rem] text-ink-3">{t("none")}</p>
        ) : (
          <ol className="mb-3 grid gap-3">
            {periods.map((period) => (
              <PeriodCard
                key={period.from}
                period={period}
                isNow={period.from <= today && (period.to === null || today <= period.to)}
                onEdit={() => setOpen({ start: draftOf(period, words.separator), of: period })}
                onRemove={() => {
                  editor.setPeriods(periods.filter((one) => one !== period));
                  adder.current?.focus();
                }}
              />
            ))}
          </ol>
        )}
        {gaps.length > 0 && (
          <ul aria-label={t("gaps")} className="mb-3 grid gap-1.5 text-[0.875rem]">
            {gaps.map(({ from, to }) => (
              <li key={from} className="num w-fit rounded-lg bg-waiting-soft px-3 py-1.5 text-waiting">
                {to === null
                  ? t("gapFrom", { from: words.day(from) })
                  : from === to
                    ? t("gapDay", { day: words.day(from) })
                    : t("gap", { from: words.day(from), to: words.day(to) })}
              </li>
            ))}
          </ul>
        )}
        <Button ref={adder} cannotAct={periods.length >= most.periods} onClick={add}>
          <Plus aria-hidden="true" className="size-4" />
          {t("add")}
        </Button>
      </Section>
      {periods.length > 0 && (
        <Section title={t("example.title")}>
          <Example model={model} timeZone={timeZone} spot={published.data?.now ?? null} />
        </Section>
      )}
      <HolidaysField value={editor.holidays} faults={editor.holidayFaults} onChange={editor.setHolidays} />
      <PublishedSection installationId={id} usualCurrency={periods.at(-1)?.currency ?? usualCurrency} />
      <section
        aria-label={t("saving")}
        className={`card flex flex-wrap items-center justify-between gap-x-4 gap-y-2 p-3 sm:px-5 ${isAtHand ? "sticky bottom-[calc(4rem+env(safe-area-inset-bottom))] z-10 md:bottom-3" : ""}`}
      >
        <p role="status" className={`text-[0.875rem] ${editor.hasChanged ? "text-waiting" : "text-ink-3"}`}>
          {editor.hasChanged ? t("unsaved") : t(editor.isJustSaved ? "saved" : "nothingToSave")}
        </p>
        <p role="alert" className="text-[0.875rem] text-bad empty:hidden">
          {editor.fault}
        </p>
        <span className="flex flex-wrap gap-2.5">
          <Button look="quiet" cannotAct={busy || !editor.hasChanged} onClick={editor.discard}>
            {t("discard")}
          </Button>
          <Button
            look="primary"
            cannotAct={cannotSave}
            aria-busy={busy || undefined}
            onClick={() => void editor.save()}
          >
            {t("save")}
          </Button>
        </span>
      </section>
      {open !== null && (
        <PeriodDialog
          isNew={open.of === null}
          start={open.start}
          others={periods.filter((one) => one !== open.of)}
          onDone={(period, others) => {
            editor.setPeriods([...others, period]);
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {guard}
    </>
  );
}
