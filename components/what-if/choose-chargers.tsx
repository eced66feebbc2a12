"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ChargerView, CircuitView } from "../../lib/contract/view";
import { choose, type ListChoice } from "../charger/list/list-choice";
import { Button } from "../ui/button";
import { fieldLook } from "../ui/field";
import { ScrollRegion } from "../ui/scroll-region";
import { ChargerChoice } from "./charger-choice";

interface Props {
  chargers: readonly ChargerView[];
  circuits: readonly CircuitView[];
  chosen: readonly string[];
  onChoose(ids: readonly string[]): void;
}

const byName: ListChoice = { search: "", show: "all", circuit: null, sort: "name" };

/** The chargers to choose from: by name, by circuit, or all that wait. */
export function ChooseChargers({ chargers, circuits, chosen, onChoose }: Props) {
  const t = useTranslations("whatIf");
  const list = useTranslations("list");
  const [search, setSearch] = useState("");
  const [circuit, setCircuit] = useState("");
  const shown = choose(chargers, { ...byName, search, circuit: circuit === "" ? null : circuit });
  const set = new Set(chosen);
  const waiting = chargers.filter(({ state }) => state.word === "waitingForCurrent");
  const add = (those: readonly ChargerView[]) =>
    onChoose([...new Set([...chosen, ...those.map((one) => one.deviceId)])]);
  const turn = (id: string) => onChoose(set.has(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <div className="flex flex-col gap-3 p-4 sm:p-6 lg:min-h-0">
      <div className="grid gap-2">
        <input
          type="search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          aria-label={list("search")}
          placeholder={list("search")}
          className={`${fieldLook} mt-0`}
        />
        {circuits.length > 1 && (
          <select
            aria-label={list("circuit")}
            value={circuit}
            onChange={(event) => setCircuit(event.target.value)}
            className={`${fieldLook} mt-0`}
          >
            <option value="">{list("allCircuits")}</option>
            {circuits.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </div>
      <div className="flex flex-wrap gap-2 text-[0.875rem]">
        <Button onClick={() => add(shown)}>{t("allShown", { n: shown.length })}</Button>
        {waiting.length > 0 && <Button onClick={() => add(waiting)}>{t("allWaiting", { n: waiting.length })}</Button>}
        <Button look="quiet" cannotAct={chosen.length === 0} onClick={() => onChoose([])}>
          {t("none")}
        </Button>
      </div>
      <ScrollRegion label={t("choose")} className="max-lg:max-h-72 lg:min-h-0 lg:flex-1">
        <ul>
          {shown.map((charger) => (
            <ChargerChoice
              key={charger.deviceId}
              charger={charger}
              chosen={set.has(charger.deviceId)}
              onTurn={() => turn(charger.deviceId)}
            />
          ))}
        </ul>
        {shown.length === 0 && <p className="p-4 text-[0.875rem] text-ink-3">{list("nothing")}</p>}
      </ScrollRegion>
    </div>
  );
}
