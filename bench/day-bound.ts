import highs from "highs";
import { legsOf } from "../lib/domain/electrical/phase";
import type { Circuit, Installation } from "../lib/domain/topology";
import type { Car } from "../lib/load-management/test-day";

const slotMs = 900_000;
const slots = 96;
const voltageV = 230;

let loaded: ReturnType<typeof highs> | null = null;

/**
 * The most energy in Wh that anybody could have delivered who knew the whole day before: a linear program in slots of 15 minutes,
 * with any current from 0 (no least of 6 A, no whole amperes), and every car that has three phases on any mixture of one and
 * three. The imbalance limit counts, between everything that is not on all three. What it asks for is beyond what can be done, so it is an upper bound. Solved by HiGHS.
 */
export async function boundWh(
  installation: Installation,
  circuits: readonly Circuit[],
  cars: readonly Car[],
): Promise<number> {
  const goal: string[] = [];
  const rows: string[] = [];
  const slotHours = slotMs / 3_600_000;
  const onLine = new Map<string, string[]>();
  const uneven = Array.from({ length: slots }, (): [string[], string[], string[]] => [[], [], []]);
  const add = (name: string, term: string) => {
    const terms = onLine.get(name);
    if (terms) terms.push(term);
    else onLine.set(name, [term]);
  };
  cars.forEach((car, n) => {
    const energy: string[] = [];
    const legs = legsOf(installation.networkType, car.rotation);
    for (let slot = 0; slot < slots; slot += 1) {
      const present = Math.min(car.leavesAt, (slot + 1) * slotMs) - Math.max(car.comesAt, slot * slotMs);
      if (present <= 0) continue;
      const most = (car.maxA * present) / slotMs;
      const many = car.phases > 1 ? `m_${n}_${slot}` : null;
      const loaded = many === null ? [] : legs.slice(0, car.phases);
      const whole: string[] = [];
      for (const line of [0, 1, 2] as const) {
        const one = `o_${n}_${slot}_${line}`;
        whole.push(one);
        uneven[slot]?.[line].push(one);
        add(`i_${slot}_${line}`, one);
        add(`${car.circuitId}_${slot}_${line}`, one);
        if (many !== null && loaded.includes(line)) {
          if (car.phases === 2) uneven[slot]?.[line].push(many);
          add(`i_${slot}_${line}`, many);
          add(`${car.circuitId}_${slot}_${line}`, many);
        }
      }
      const wh = voltageV * slotHours;
      for (const one of whole) energy.push(`${wh} ${one}`);
      if (many !== null) energy.push(`${wh * car.phases} ${many}`);
      rows.push(` t_${n}_${slot}: ${[...whole, ...(many === null ? [] : [many])].join(" + ")} <= ${most}`);
    }
    if (energy.length === 0) return;
    rows.push(` e_${n}: ${energy.join(" + ")} <= ${car.needWh}`);
    goal.push(...energy);
  });
  for (const [name, terms] of onLine) {
    const line = Number(name.at(-1));
    const circuit = circuits.find(({ id }) => name.startsWith(`${id}_`));
    const limit = circuit?.fuseA ?? Math.min(installation.mainFuseA, installation.availableA[line] ?? 0);
    rows.push(` ${name}: ${terms.join(" + ")} <= ${limit}`);
  }
  const { imbalanceLimitA } = installation;
  if (imbalanceLimitA !== null) {
    uneven.forEach((those, slot) => {
      for (const high of [0, 1, 2] as const) {
        for (const low of [0, 1, 2] as const) {
          if (high === low || those[high].length === 0) continue;
          const less = those[low].map((name) => ` - ${name}`).join("");
          rows.push(` u_${slot}_${high}_${low}: ${those[high].join(" + ")}${less} <= ${imbalanceLimitA}`);
        }
      }
    });
  }
  loaded ??= highs();
  const solver = await loaded;
  const { Status, ObjectiveValue } = solver.solve(
    `Maximize\n obj: ${goal.join(" + ")}\nSubject To\n${rows.join("\n")}\nEnd\n`,
  );
  if (Status !== "Optimal") throw new Error(`no bound: ${Status}`);
  return ObjectiveValue;
}

/** The most power in W that the cars which want now could draw together: the same program for one moment. */
export async function boundW(
  installation: Installation,
  circuits: readonly Circuit[],
  cars: readonly Car[],
): Promise<number> {
  const now = cars.map((car) => ({ ...car, comesAt: 0, leavesAt: slotMs, needWh: 1e6 }));
  return ((await boundWh(installation, circuits, now)) * 3_600_000) / slotMs;
}
