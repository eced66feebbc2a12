"use client";

import { createContext, useContext } from "react";
import type { Person } from "../../lib/domain/access/person";

/** Who looks at the page, as far as a page needs to know. */
export type Viewer = Pick<Person, "id" | "name" | "role" | "installationIds">;

const PersonContext = createContext<Viewer | null>(null);
export const PersonProvider = PersonContext.Provider;

/** @throws outside of `PersonProvider`. */
export function usePerson(): Viewer {
  const person = useContext(PersonContext);
  if (person === null) throw new Error("PersonProvider is missing above this component");
  return person;
}
