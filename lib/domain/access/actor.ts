import type { InstallationId } from "../ids";
import type { Person } from "./person";

/** Somebody with an account, as far as rights are concerned. */
type PersonActor = Pick<Person, "id" | "role" | "installationIds">;

/** Whoever holds the key of a wall link: nobody in particular. */
export interface WallActor {
  kind: "wall";
  id: string;
  installationId: InstallationId;
}

/** Who does or sees something. A person acts by a role; everything else names its kind. */
export type Actor = PersonActor | WallActor;

/** The installations that are the actor's own. What reaches all is not limited by them. */
export const ownInstallations = (actor: Actor): readonly InstallationId[] =>
  "kind" in actor ? [actor.installationId] : actor.installationIds;
