import type { Observation } from "../domain/charger/observation";
import type { Command } from "../domain/command/command";
import type { Authorisation } from "../domain/topology";
import { zaptec } from "../protocol/zaptec/zaptec";
import { apply } from "./apply";
import { observationsIn } from "./clock/clock";
import type { LiveCharger } from "./state/charger";
import { type Derived, derivedOf, derivedSchema } from "./state/derived";
import { TestFleet } from "./test-fleet";

interface Stored {
  authorisation?: Authorisation;
  /** Where what the store has is not what was known last. */
  derived?: Derived | null;
  commands?: readonly Command[];
}

/** What is derived of a charger's messages, as it comes back from the store. */
export function storedDerived(world: TestFleet, id = "ZAP000001"): Derived {
  return derivedSchema.parse(JSON.parse(JSON.stringify(derivedOf(chargerOf(world, id)))));
}

/** The same fleet after a restart: only what is stored is known. */
export function restarted(before: TestFleet, stored: Stored = {}, id = "ZAP000001"): TestFleet {
  const charger = chargerOf(before, id);
  const said = new Map(everySaid(charger).map((each) => [nameOf(each), each]));
  const after = new TestFleet([id], {
    ...(stored.authorisation === undefined ? {} : { authorisation: stored.authorisation }),
    dialect: { ...zaptec, restored: (_, each) => ({ ...each, ...readAs(said.get(nameOf(each))) }) },
  });
  after.now = before.now;
  const observations = charger.observations.values().map((each) => ({ ...each }));
  const derived = stored.derived === undefined ? storedDerived(before, id) : stored.derived;
  for (const command of stored.commands ?? charger.commands)
    apply(after.fleet, { kind: "commandRestored", command }, after.now);
  apply(after.fleet, { kind: "restored", deviceId: id, heardAt: charger.heardAt, observations, derived }, after.now);
  return after;
}

function chargerOf(world: TestFleet, id: string): LiveCharger {
  const charger = world.fleet.chargers.get(id);
  if (charger === undefined) throw new Error(`no charger ${id}`);
  return charger;
}

/** What is held, what counts for nothing, and what is kept until its place is known. */
function everySaid({ observations, clock, unusable }: LiveCharger): Observation[] {
  const kept = clock === null ? [] : [...clock.gathered, ...(clock.doubt === null ? [] : observationsIn(clock.doubt))];
  const unused = [...(unusable?.values() ?? [])].map(({ observation }) => observation);
  return [...kept, ...unused, ...observations.values()];
}

const nameOf = ({ id, raw }: Pick<Observation, "id" | "raw">) => `${id} ${raw}`;

function readAs(said: Observation | undefined): Pick<Observation, "key" | "value"> {
  if (said === undefined) throw new Error("It was never said.");
  return { key: said.key, value: said.value };
}
