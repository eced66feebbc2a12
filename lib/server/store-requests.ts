import type { Command } from "../domain/command";
import type { Store } from "../store/store";
import type { Live } from "./live-types";
import { Refusal } from "./refusal";
import { isStoreUnavailable, type StoreLink } from "./store-link";

/** What people ask that only the store can answer or keep; refused (or answered from memory) while it is not there. */
export type StoreRequests = Pick<Live, "verifyPerson" | "commandsOf" | "setAvailable" | "assign">;

/** Whether `first` has more of the command's course than `second`. */
const further = (first: Command, second: Command) => first.course.length > second.course.length;

export function storeRequests(
  { up }: Pick<StoreLink, "up">,
  now: () => number,
  remembered: (deviceId: string) => readonly Command[],
): StoreRequests {
  /** Asks the store; null: it is not there. */
  async function asked<T>(act: (store: Store) => Promise<T>): Promise<{ got: T } | null> {
    const store = up();
    if (store === null) return null;
    try {
      return { got: await act(store) };
    } catch (error) {
      if (isStoreUnavailable(error)) return null;
      throw error;
    }
  }

  async function kept<T>(act: (store: Store) => Promise<T>): Promise<T> {
    const answer = await asked(act);
    if (answer === null) throw new Refusal("storeUnavailable");
    return answer.got;
  }

  return {
    async verifyPerson(email, password) {
      const answer = await asked((store) => store.people.verify(email, password));
      return answer === null ? "unavailable" : answer.got;
    },
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
