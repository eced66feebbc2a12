import type { InstallationId } from "../ids";

export const roles = ["owner", "manager", "support"] as const;
export type Role = (typeof roles)[number];

export interface Person {
  id: string;
  email: string;
  name: string;
  role: Role;
  /** The installations of an owner or manager; support sees all, whatever stands here. */
  installationIds: readonly InstallationId[];
}

/** The first of a role; null: nobody has it. For sample persons: what a role may do is in `permissions`. */
export const firstOfRole = <P extends Pick<Person, "role">>(people: readonly P[], role: Role): P | null =>
  people.find((person) => person.role === role) ?? null;
