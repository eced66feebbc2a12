import { rm } from "node:fs/promises";
import { journalFolder } from "../../server/base/journal-folder";
import { derive } from "../../server/base/secrets";
import { demoPeople } from "../../simulator/demo/demo-people";
import { demoTopology } from "../../simulator/demo/demo-topology";
import { openStore } from "../../store/store";
import type { Settings } from "./parts";
import { beginSampleHistory } from "./sample-history";

/**
 * Puts the sample installations and people into the demo's own database; what was changed there since is brought back. What
 * the simulated chargers said is forgotten: each run begins with sessions of its own, some of them begun before this one.
 * @returns whether something of the sample that history begins with is to be made yet
 */
export async function seedDemo({ env, databaseUrl, secret, log }: Settings): Promise<boolean> {
  const journals = { PHASEBOARD_DATA_DIR: env.PHASEBOARD_DATA_DIR, PHASEBOARD_MODE: "demo" } as const;
  for (const part of ["dashboard", "gateway"] as const)
    await rm(journalFolder(journals, part), { recursive: true, force: true });
  const store = await openStore(databaseUrl, { secret: derive(secret, "store keys"), log });
  try {
    await store.topology.upsert(demoTopology);
    await store.observations.clear();
    for (const person of demoPeople) await store.people.ensurePerson(person);
    return env.PHASEBOARD_SAMPLE_HISTORY === "on" && (await beginSampleHistory(store, Date.now()));
  } finally {
    await store.close();
  }
}
