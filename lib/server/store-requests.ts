import type { Command } from "../domain/command";
import type { Kept } from "./kept";
import type { Live } from "./live-types";
import type { SharedMemory } from "./shared-memory";

/** What people ask that only the store can answer or keep; refused (or answered from memory) while it is not there. */
export type StoreRequests = Pick<Live, "verifyPerson" | "endAllSignIns" | "commandsOf" | "setAvailable" | "assign">;

/** Whether `first` has more of the command's course than `second`. */
const further = (first: Command, second: Command) => first.course.length > second.course.length;

export function storeRequests(
  { asked, kept }: Kept,
  now: () => number,
  { readPeople }: Pick<SharedMemory, "readPeople">,
  remembered: (deviceId: string) => readonly Command[],
): StoreRequests {
  return {
    async verifyPerson(email, password) {
      const answer = await asked((store) => store.people.verify(email, password));
      return answer === null ? "unavailable" : answer.got;
    },
    endAllSignIns: (personId) =>
      kept(async (store) => {
        await store.people.endSignIns(personId);
        // At once here; the other instances are told by the store.
        await readPeople(store);
      }),
    async commandsOf(deviceId) {
      const here = remembered(deviceId);
      const answer = await asked((store) => store.commands.listByCharger(deviceId, 100));
      if (answer === null) return here;
      // What has just gone on may not have been written yet.
      const byId = new Map(here.map((command) => [command.id, command]));
      return answer.got.map((command) => {
        const known = byId.get(command.id);
        return known && further(known, command) ? known : command;
      });
    },
    setAvailable: (person, product, version) =>
      kept((store) =>
        version === null
          ? store.available.clear(product)
          : store.available.set({ product, version, enteredBy: person.name, at: now() }),
      ),
    assign: (charger) => kept(async (store) => (await store.topology.putCharger(charger)) === "done"),
  };
}
