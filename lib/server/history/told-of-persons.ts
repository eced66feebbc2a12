import type { Dialect } from "../../protocol/dialect";
import type { ToldOfPersons } from "../../store/sessions/erase-told";

/** By what a charger of this dialect tells who charged. */
export const toldOfPersons = (dialect: Pick<Dialect, "idOf" | "sessionRecord">): ToldOfPersons => ({
  tag: dialect.idOf("tag") ?? null,
  record: dialect.idOf("completedSession") ?? null,
  sessionIdOf: (raw) => dialect.sessionRecord(raw)?.id ?? null,
});
