import { Refusal } from "../../../contract/refusal";
import { type Command, rememberedEnded } from "../../../domain/command/command";
import { type CommandCursor, cursorOf } from "../../../domain/command/command-cursor";
import { isOpen } from "../../../fleet/state/tracked-command";
import type { StoreAccess } from "../../base/store-access";
import type { Live } from "../live-types";
import type { SharedMemory } from "../shared-memory";

/** What people ask that only the store can answer or keep; refused (or answered from memory) while it is not there. */
export type StoreRequests = Pick<Live, "verifyPerson" | "endAllSignIns" | "commandsOf" | "setAvailable" | "assign">;

/** Whether `first` has more of the command's course than `second`. */
const further = (first: Command, second: Command) => first.course.length > second.course.length;

/** Where what is remembered of a charger ends, if there may be more: its ended commands are the newest of all. */
function afterRemembered(here: readonly Command[], limit: number): CommandCursor | null {
  if (here.length > limit) return cursorOf(here.slice(0, limit));
  const ended = here.filter((command) => !isOpen(command));
  return ended.length < rememberedEnded ? null : cursorOf(ended);
}

export function storeRequests(
  { readOrNull, callOrRefuse }: StoreAccess,
  now: () => number,
  { readPeople }: Pick<SharedMemory, "readPeople">,
  remembered: (deviceId: string) => readonly Command[],
): StoreRequests {
  return {
    async verifyPerson(email, password) {
      const answer = await readOrNull((store) => store.people.verify(email, password));
      return answer === null ? "unavailable" : answer.got;
    },
    endAllSignIns: (personId) =>
      callOrRefuse(async (store) => {
        await store.people.endSignIns(personId);
        // At once here; the other instances are told by the store.
        await readPeople(store);
      }),
    async commandsOf(deviceId, { before, limit }) {
      const here = remembered(deviceId);
      const answer = await readOrNull((store) => store.commands.listByCharger(deviceId, limit + 1, before));
      if (answer === null && before !== null) throw new Refusal("storeUnavailable");
      if (answer === null) return { commands: here.slice(0, limit), next: afterRemembered(here, limit) };
      // What has just gone on may not have been written yet.
      const byId = new Map(here.map((command) => [command.id, command]));
      const commands = answer.got.slice(0, limit).map((command) => {
        const known = byId.get(command.id);
        return known && further(known, command) ? known : command;
      });
      return { commands, next: answer.got.length > limit ? cursorOf(commands) : null };
    },
    setAvailable: (person, product, version) =>
      callOrRefuse((store) =>
        version === null
          ? store.available.clear(product)
          : store.available.set({ product, version, enteredBy: person.name, at: now() }),
      ),
    assign: (charger) => callOrRefuse(async (store) => (await store.topology.putCharger(charger)) === "done"),
  };
}
