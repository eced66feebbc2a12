import { useTranslations } from "next-intl";
import { useLost } from "../../lib/client/state/use-connection";
import { useLinks, useOfCharger } from "../../lib/client/state/use-live";
import type { ChargerView } from "../../lib/contract/view";
import { chargerScope, may as mayDo } from "../../lib/domain/access/permissions";
import type { Command, CommandKind } from "../../lib/domain/command/command";
import { offer } from "../../lib/domain/command/command-rules";
import type { DeviceId } from "../../lib/domain/ids";
import { useTime } from "../live/use-time";
import { usePerson } from "../shell/person-context";
import { askedAt, openOf } from "./course";

/** Why a command cannot be given now, in words; null: it can. `restarting`: the command by which the charger is away just now. The server decides for itself again. */
export function useAvailability(
  deviceId: DeviceId,
  may: ChargerView["may"],
  latest: readonly Command[],
  restarting: Command | null,
): (kind: CommandKind) => string | null {
  const t = useTranslations("rules");
  const time = useTime(true);
  const person = usePerson();
  const scope = chargerScope(useOfCharger(deviceId, ({ installationId }) => installationId));
  const links = useLinks();
  const lost = useLost();
  return (kind) => {
    const open = openOf(latest, kind);
    const storeUp = links?.store.up ?? true;
    const offered = offer({
      may: may[kind],
      permitted: mayDo(person, kind, scope),
      storeUp,
      open: open !== null,
    });
    if (!offered.possible && offered.rule === "role") return t("role");
    if (lost) return t("pageLost");
    if (offered.possible) return null;
    if (offered.rule === "open" && open) return t("open", { name: open.by.name, time: time(askedAt(open)) });
    if (offered.rule === "notConnected" && restarting) {
      return t("restarting", { name: restarting.by.name, time: time(askedAt(restarting)) });
    }
    return t(offered.rule === "open" ? "openPlain" : offered.rule);
  };
}
