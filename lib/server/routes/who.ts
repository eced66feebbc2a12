import { Refusal } from "../../contract/refusal";
import type { SignIn } from "../../stream/broadcast/subscriber";
import { runningLive } from "../app/running-live";
import type { KnownPerson } from "../auth/people";
import { openToken } from "../auth/token";

export interface Who {
  person: KnownPerson;
  signIn: SignIn;
}

/**
 * Who holds this token, with the rights they have now; null: nobody (not signed in, signed out, removed, or the password
 * or rights are no longer those of the sign-in). Throws a Refusal while it cannot be known.
 */
export async function whoHolds(sealed: string | undefined): Promise<Who | null> {
  const { people, endedSignIns, now } = runningLive();
  const token = await openToken(sealed, now());
  if (token === null || endedSignIns.ended(token.id)) return null;
  if (!people.loaded()) throw new Refusal("storeUnavailable", { detail: "The database has not been reached yet." });
  const person = people.byId(token.personId);
  if (person === null || person.version !== token.version) return null;
  return { person, signIn: { id: token.id, version: token.version, endsAt: token.endsAt } };
}
