import type { Actor } from "./actor";
import { type Member, type MemberOptions, newMember } from "./member";

export interface RunnerOptions extends Omit<MemberOptions, "actor" | "silentAfterMs" | "offlineAfterMs"> {
  actors: readonly { actor: Actor; silentAfterMs?: number | null; offlineAfterMs?: number | null }[];
  /** New connections a second at most: a TLS handshake costs both ends several ms. */
  connectsPerS?: number;
}

export interface Runner {
  readonly members: ReadonlyMap<string, Member>;
  connected(): number;
  /** Says goodbye for all, and ends when all are gone. */
  stop(): Promise<void>;
}

/** Each charger is stepped once in this many ms; they take turns in slots, so that no moment has all of them. */
const turnMs = 250;
const slots = 5;

export function startRunner(options: RunnerOptions): Runner {
  const { actors, connectsPerS = 40, ...common } = options;
  const members = actors.map(({ actor, silentAfterMs = null, offlineAfterMs = null }) =>
    newMember({ ...common, actor, silentAfterMs, offlineAfterMs }),
  );
  let slot = 0;
  let budget = 1;
  const timer = setInterval(() => {
    const now = options.now();
    budget = Math.min(Math.max(1, connectsPerS / slots), budget + (connectsPerS * turnMs) / slots / 1000);
    for (let i = slot; i < members.length; i += slots) if (members[i]?.tick(now, budget >= 1)) budget -= 1;
    slot = (slot + 1) % slots;
  }, turnMs / slots);
  return {
    members: new Map(members.map((member) => [member.actor.deviceId, member])),
    connected: () => members.filter((member) => member.connected()).length,
    async stop() {
      clearInterval(timer);
      await Promise.all(members.map((member) => member.end()));
    },
  };
}
