import type { DeviceId } from "../../../domain/ids";
import type { Span } from "../../../history/steps";
import type { Protocols } from "../../../protocol/registry";
import type { StoreAccess } from "../../base/store-access";
import { listedCommand } from "../../control/listed-command";
import { chargerHistory } from "../../history/charger-history";
import { installationHistory } from "../../history/installation-history";
import type { Live } from "../live-types";

/** What the live fleet knows that history is told by. */
interface Known {
  protocols: Protocols;
  /** The largest current that is entered, A; 0: none. */
  ratedA(deviceId: DeviceId): number;
  /** Since when it has been known what is so now, and now, ms; null: it is not. */
  watching(): Span | null;
  now(): number;
}

const hourMs = 3_600_000;

export function historyRequests(
  { readOrRefuse }: StoreAccess,
  { protocols, ratedA, watching, now }: Known,
): Pick<Live, "chargerHistory" | "installationHistory"> {
  return {
    chargerHistory({ commands, ...query }) {
      const { deviceId, resolution } = query;
      const whole = {
        ...query,
        dialect: protocols.of(deviceId),
        ratedA: ratedA(deviceId),
        watching: watching(),
        now: now(),
      };
      return readOrRefuse(async (store) => {
        const told = await store.history.read(deviceId, (reader) => chargerHistory(whole, reader));
        const answer = told ?? (await chargerHistory(whole, null));
        if (!commands) return answer;
        const given = await store.commands.listBetween(deviceId, resolution.from, resolution.to);
        return { ...answer, commands: given.map(listedCommand) };
      });
    },
    installationHistory: (id, span) =>
      readOrRefuse(async (store) => {
        const hours = [Math.floor(span.from / hourMs), Math.ceil(span.to / hourMs)] as const;
        return installationHistory(id, span, await store.history.lines.read(id, ...hours));
      }),
  };
}
