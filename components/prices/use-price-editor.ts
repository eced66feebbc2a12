import { useState } from "react";
import { RefusalError, replace, type Tagged } from "../../lib/client/api/ask";
import type { PricesAnswer } from "../../lib/contract/prices";
import type { PriceModel } from "../../lib/prices/model";
import { useKeptRefusal } from "../kept/use-kept-refusal";
import { daysOf } from "./draft/holidays";
import { inOrder } from "./draft/model-draft";
import { isSame, pricesPath, readPrices } from "./use-prices";

const noVersion = '"0"';

/** What is entered and not saved yet, beside what was read. */
export function usePriceEditor(installationId: string, read: Tagged<PricesAnswer>) {
  const words = useKeptRefusal();
  const [base, setBase] = useState(read);
  const [periods, setPeriods] = useState(() => inOrder(read.value.model.periods));
  const [holidays, setHolidays] = useState(() => read.value.model.holidays.join("\n"));
  /** What somebody saved in between. */
  const [theirs, setTheirs] = useState<Tagged<PricesAnswer> | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [isJustSaved, setJustSaved] = useState(false);

  const days = daysOf(holidays);
  const model: PriceModel = { periods, holidays: days.days };
  const before = {
    periods: inOrder(base.value.model.periods),
    holidays: daysOf(base.value.model.holidays.join("\n")).days,
  };

  function load(saved: Tagged<PricesAnswer>): void {
    setBase(saved);
    setPeriods(inOrder(saved.value.model.periods));
    setHolidays(saved.value.model.holidays.join("\n"));
    setTheirs(null);
    setFault(null);
  }

  async function send(tag: string | null): Promise<void> {
    setFault(null);
    setJustSaved(false);
    const answer = await replace(pricesPath(installationId), model, tag ?? noVersion, (shapes) => shapes.prices);
    if (answer.ok) {
      load(answer.value);
      setJustSaved(true);
    } else if (answer.refusal.code === "savedMeanwhile") {
      // What is shown, and what may be written over, is what is there now.
      setTheirs(await readPrices(installationId));
    } else setFault(words(answer.refusal));
  }

  async function save(over: Tagged<PricesAnswer>): Promise<void> {
    if (busy) return;
    setBusy(true);
    try {
      await send(over.tag);
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      setFault(words(error.refusal));
    } finally {
      setBusy(false);
    }
  }

  return {
    model,
    base,
    theirs,
    busy,
    fault,
    isJustSaved,
    holidays,
    holidayFaults: days.faults,
    hasChanged: !isSame(model, before) || days.faults.length > 0,
    setHolidays,
    setPeriods: (to: PriceModel["periods"]) => {
      setJustSaved(false);
      setPeriods(inOrder(to));
    },
    save: () => save(base),
    saveOver: () => (theirs === null ? Promise.resolve() : save(theirs)),
    loadTheirs: () => theirs !== null && load(theirs),
    discard: () => load(base),
  };
}
