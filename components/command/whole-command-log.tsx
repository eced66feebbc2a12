import { RefusalError } from "../../lib/client/api/ask";
import type { Command } from "../../lib/domain/command/command";
import type { DeviceId } from "../../lib/domain/ids";
import { CommandList } from "./command-list";
import { useOlderCommands } from "./use-older-commands";

const isStoreAway = (error: Error) => error instanceof RefusalError && error.refusal.code === "storeUnavailable";

/** A charger's commands, with the older ones as far as they are asked for, the first of them at once. */
export default function WholeCommandLog({ deviceId, told }: { deviceId: DeviceId; told: readonly Command[] }) {
  const { commands, more, loading, failed, show } = useOlderCommands(deviceId, told);
  const fault = failed === null ? null : isStoreAway(failed) ? "storeAway" : "failed";
  return <CommandList commands={commands} more={more} loading={loading} fault={fault} onShow={show} />;
}
