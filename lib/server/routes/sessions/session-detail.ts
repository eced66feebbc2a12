import { z } from "zod";
import type { SessionDetail } from "../../../contract/sessions";
import { chargerScope, may } from "../../../domain/access/permissions";
import type { Person } from "../../../domain/access/person";
import type { KeptSession } from "../../../sessions/kept-session";
import type { ListedSession as Stored } from "../../../store/sessions/session-list";
import type { Live } from "../../app/live-types";
import { visibleTo } from "./asked";
import { listedSessions } from "./listed";

export const isSessionId = (text: string): boolean => z.uuid().safeParse(text).success;

/** What of it is for this person. */
function shown(person: Person, installationId: Stored["installationId"], session: KeptSession): KeptSession {
  const scope = chargerScope(installationId);
  return {
    ...session,
    signed: may(person, "seeSigned", scope) ? session.signed : null,
    pauses: may(person, "seeSessionNames", scope)
      ? session.pauses
      : session.pauses.map((pause) => ({ ...pause, by: null })),
  };
}

/** All that is known of a session; null: there is none that the person may see. */
export async function sessionDetail(live: Live, person: Person, id: string): Promise<SessionDetail | null> {
  const found = isSessionId(id) ? await live.sessions.get(id, visibleTo(person)) : null;
  if (found === null) return null;
  const [listed] = await listedSessions(live, person, [found]);
  return listed === undefined ? null : { ...listed, session: shown(person, found.installationId, found.session) };
}
