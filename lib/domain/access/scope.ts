import { idCharacters } from "../charger-id";
import type { DeviceId, InstallationId } from "../ids";

/**
 * What a page asks the stream for. `said` (what a charger really said) and `support` are for support alone. `wall` is an
 * installation without persons' data, also for who holds a link to it.
 */
export type Scope =
  | { kind: "fleet" }
  | { kind: "installation"; id: InstallationId }
  | { kind: "wall"; id: InstallationId }
  | { kind: "charger"; id: DeviceId }
  | { kind: "sent"; id: DeviceId }
  | { kind: "firmware" }
  | { kind: "support" };

const plain = new Set(["fleet", "firmware", "support"]);
const withId = new Set(["installation", "wall", "charger", "sent"]);

/** `installation:depot` and alike, the id being all that follows the first colon; null for anything else. */
export function parseScope(text: string): Scope | null {
  if (plain.has(text)) return { kind: text } as Scope;
  const colon = text.indexOf(":");
  const kind = text.slice(0, colon);
  const id = text.slice(colon + 1);
  if (colon < 1 || !withId.has(kind) || !idCharacters.test(id)) return null;
  return { kind, id } as Scope;
}

/** The text form that `parseScope` reads. */
export function formatScope(scope: Scope): string {
  return "id" in scope ? `${scope.kind}:${scope.id}` : scope.kind;
}
