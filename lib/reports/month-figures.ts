import type { DeviceId } from "../domain/ids";
import { type Cost, costOf } from "../prices/cost";
import type { MonthlyPart, PriceModel } from "../prices/model";
import { type Money, rounded } from "../prices/money";
import type { QuarterPrice } from "../prices/price-of";
import type { Participant } from "../prices/share";
import { addMoney, differenceOf, roundedAmounts, sumOf } from "./amounts";
import { type ChargerSums, energyOf, type MonthSums, type SessionSums } from "./month-sums";
import { partsOfMonth, sharedParts } from "./monthly-parts";
import type { MonthFigures, NoPrice, PersonSums, PlaceSums, ReportSums } from "./types";

/** A place of the installation, and how far it could be heard in the month. */
export interface ReportedPlace {
  deviceId: DeviceId;
  name: string;
  circuit: string | null;
  respondedPercent: number | null;
}

export interface MonthFacts {
  /** `2026-11` */
  month: string;
  sums: MonthSums;
  /** The installation's places now; places that charged in the month and are not among them are told by their id. */
  places: readonly ReportedPlace[];
  model: PriceModel;
  priceAt(at: number): QuarterPrice;
  watchedMs: number;
}

const nobody = "";
const keyOf = (tag: string | null): string => (tag === null ? nobody : `tag ${tag}`);

/** What a month comes to, by person and by place, without corrections of months before. */
export function figuresOf({ month, sums, places, model, priceAt, watchedMs }: MonthFacts): MonthFigures<string> {
  const parts = partsOfMonth(model, month);
  const ofPeople = [...sums.people].map(([who, of]) => ({ who, of, cost: costOf(of.quarters.values(), priceAt) }));
  const peopleParts = sharedParts(parts, peopleBy(sums));
  const people = ofPeople
    .map(({ who, of, cost }): PersonSums<string> => ({ who, ...toldSums(of, cost, peopleParts.get(keyOf(who))) }))
    .sort(mostEnergyFirst);
  const chargers = placesOf(sums, places);
  const placesParts = sharedParts(parts, () =>
    chargers.map(({ place, of }) => ({ id: place.deviceId, wh: energyOf(of).wh, places: 1 })),
  );
  return {
    people,
    places: chargers.map(({ place, of }) => ({
      ...place,
      ...toldSums(of, costOf(of.quarters.values(), priceAt), placesParts.get(place.deviceId)),
      ...metersOf(of),
    })),
    parts: parts.map(({ part, currency, days, money }) => ({
      name: part.name,
      sharedBy: part.sharedBy,
      isProvisional: part.isProvisional,
      days,
      amount: { currency, ...rounded(money, currency) },
    })),
    corrections: [],
    total: sumOf(people.map(({ total }) => total)),
    wh: sumBy(people, ({ wh }) => wh),
    sessionWh: sumBy(chargers, ({ of }) => of.sessionWh),
    sessions: sumBy(people, ({ sessions }) => sessions),
    unknownEnergy: sumBy(people, ({ unknownEnergy }) => unknownEnergy),
    estimatedWh: sumBy(people, ({ estimatedWh }) => estimatedWh),
    unpriced: unpricedOf(ofPeople),
    isProvisional: ofPeople.some(({ cost }) => cost.isProvisional) || parts.some(({ part }) => part.isProvisional),
    fromBefore: sums.fromBefore,
    goneOn: sums.goneOn,
    endUnknown: sums.endUnknown,
    watchedMs,
  };
}

const sumBy = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((sum, one) => sum + of(one), 0);

/** Nobody comes last. */
const mostEnergyFirst = (a: PersonSums<string>, b: PersonSums<string>): number =>
  Number(a.who === null) - Number(b.who === null) || b.wh - a.wh || ((a.who ?? "") < (b.who ?? "") ? -1 : 1);

/**
 * A place is shared by those who charged at it. What is shared equally is shared by those who are known; where nobody is, what nobody is
 * known of bears it.
 */
function peopleBy({ people, users }: MonthSums): (sharedBy: MonthlyPart["sharedBy"]) => Participant[] {
  const placesOfUser = new Map<string | null, number>();
  for (const at of users.values())
    for (const who of at) placesOfUser.set(who, (placesOfUser.get(who) ?? 0) + 1 / at.size);
  const all = [...people].map(([who, of]) => ({
    who,
    id: keyOf(who),
    wh: energyOf(of).wh,
    places: placesOfUser.get(who) ?? 0,
  }));
  const known = all.filter(({ who }) => who !== null);
  return (sharedBy) => (sharedBy === "equally" && known.length > 0 ? known : all);
}

const noSums: ChargerSums = {
  sessions: 0,
  unknownEnergy: 0,
  quarters: new Map(),
  unplacedWh: 0,
  sessionWh: 0,
  meterStart: null,
  meterEnd: null,
};

function placesOf(
  { chargers }: MonthSums,
  places: readonly ReportedPlace[],
): { place: ReportedPlace; of: ChargerSums }[] {
  const now = new Set(places.map(({ deviceId }) => deviceId));
  const gone = [...chargers.keys()]
    .filter((deviceId) => !now.has(deviceId))
    .map((deviceId) => ({ deviceId, name: deviceId, circuit: null, respondedPercent: null }));
  return [...places, ...gone].map((place) => ({ place, of: chargers.get(place.deviceId) ?? noSums }));
}

function toldSums(of: SessionSums, cost: Cost, parts: ReadonlyMap<string, Money> = new Map()): ReportSums {
  const all = new Map(cost.amounts);
  for (const [currency, money] of parts) addMoney(all, currency, money);
  const [energy, total] = [roundedAmounts(cost.amounts), roundedAmounts(all)];
  return {
    sessions: of.sessions,
    unknownEnergy: of.unknownEnergy,
    ...energyOf(of),
    unpricedWh: sumBy(cost.unpriced, ({ wh }) => wh) + of.unplacedWh,
    energy,
    parts: parts.size === 0 ? [] : differenceOf(total, energy),
    total,
  };
}

function metersOf({
  sessionWh,
  meterStart,
  meterEnd,
}: ChargerSums): Pick<PlaceSums, "sessionWh" | "meterStart" | "meterEnd" | "meterWh" | "differenceWh"> {
  const isWhole = meterStart !== null && meterEnd !== null && meterEnd.at > meterStart.at;
  const meterWh = isWhole ? meterEnd.wh - meterStart.wh : null;
  return { sessionWh, meterStart, meterEnd, meterWh, differenceWh: meterWh === null ? null : meterWh - sessionWh };
}

function unpricedOf(people: readonly { of: SessionSums; cost: Cost }[]): { why: NoPrice; wh: number }[] {
  const sums = new Map<NoPrice, number>();
  for (const { of, cost } of people)
    for (const { why, wh } of [...cost.unpriced, { why: "noTime" as const, wh: of.unplacedWh }])
      if (wh > 0) sums.set(why, (sums.get(why) ?? 0) + wh);
  return [...sums].map(([why, wh]) => ({ why, wh }));
}
