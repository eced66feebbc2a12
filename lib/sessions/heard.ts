import type { ObservationKey } from "../domain/charger/observation";
import { type ChargerClock, createChargerClock } from "./charger-clock";
import { createHearing, type Hearing } from "./hearing";
import { ordered, toldText } from "./ordered";
import { createStates, type States } from "./states";
import { type SessionInput, sessionKeys, type Told } from "./types";

/** What a charger told, in order. */
export interface Heard {
  input: SessionInput;
  listOf(key: ObservationKey): readonly Told[];
  clock: ChargerClock;
  hearing: Hearing;
  states: States;
}

/** @returns what is known of a charger, in order and on one clock. */
export function hear(input: SessionInput): Heard {
  const { told, records, online, ratedA, until } = input;
  const lists = new Map<ObservationKey, readonly Told[]>(
    sessionKeys.map((key) => [key, ordered(told.get(key) ?? [], toldText, until)]),
  );
  const listOf = (key: ObservationKey) => lists.get(key) ?? [];
  const hearing = createHearing(online);
  return {
    input,
    listOf,
    clock: createChargerClock([...lists.values(), records].flat()),
    hearing,
    states: createStates(listOf, { online: hearing.spans, ratedA, until }),
  };
}
