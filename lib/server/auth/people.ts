import type { StoredPerson } from "../../store/tables/people-store";

/** A person who may sign in. `version` goes up with every change of password or rights, which ends their sign-ins. */
export type KnownPerson = Omit<StoredPerson, "disabled">;

/**
 * The people of the store, in memory: rights are looked up at every request, never frozen in a sign-in, and stay known while
 * the database is away.
 */
export interface People {
  /** False until the store has told for the first time. */
  loaded(): boolean;
  byId(id: string): KnownPerson | null;
  all(): readonly KnownPerson[];
  /** Takes the store's list, and calls back for everyone who is new, changed or (null) gone; disabled is gone. */
  set(people: readonly StoredPerson[]): void;
}

export function createPeople(changed: (id: string, person: KnownPerson | null) => void): People {
  let known: ReadonlyMap<string, KnownPerson> | null = null;
  return {
    loaded: () => known !== null,
    byId: (id) => known?.get(id) ?? null,
    all: () => [...(known?.values() ?? [])],
    set(people) {
      const before = known ?? new Map<string, KnownPerson>();
      const next = new Map<string, KnownPerson>();
      for (const { disabled, ...person } of people) if (!disabled) next.set(person.id, person);
      known = next;
      for (const id of before.keys()) if (!next.has(id)) changed(id, null);
      for (const [id, person] of next)
        if (JSON.stringify(before.get(id)) !== JSON.stringify(person)) changed(id, person);
    },
  };
}
