"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { RefusalError } from "../../lib/client/api/ask";
import { useLost } from "../../lib/client/state/use-connection";
import { useLinks } from "../../lib/client/state/use-live";
import type { Command } from "../../lib/domain/command/command";
import type { DeviceId } from "../../lib/domain/ids";
import { Button } from "../ui/button";
import { CommandEntry } from "./command-entry";
import { useOlderCommands } from "./use-older-commands";

interface Props {
  deviceId: DeviceId;
  /** The newest, as the page is told them; null: it has not been told yet. */
  commands: readonly Command[] | null;
}

const isStoreAway = (error: Error) => error instanceof RefusalError && error.refusal.code === "storeUnavailable";

const none: readonly Command[] = [];

/** Every command with who gave it, and what came of it; newest first. Older ones come when they are asked for. */
export const CommandLog = memo(function CommandLog({ deviceId, commands: told }: Props) {
  const t = useTranslations("commands");
  const lost = useLost();
  const storeUp = useLinks()?.store.up ?? false;
  const { commands, more, loading, failed, show } = useOlderCommands(deviceId, told ?? none);
  // What others ask for is not known here while the page is not told, or the database cannot be read.
  const whole = told !== null && !more && !lost && storeUp;
  return (
    <section className="card p-4 sm:p-5">
      <h2 className="mb-3 font-semibold text-[0.9375rem]">{t("title")}</h2>
      <div role="log" aria-label={t("title")} aria-busy={loading || undefined}>
        {commands.length === 0 ? (
          <p className="text-[0.875rem] text-ink-3">{t(whole ? "empty" : "noneKnown")}.</p>
        ) : (
          <ol className="divide-y divide-line">
            {commands.map((command) => (
              <CommandEntry key={command.id} command={command} />
            ))}
          </ol>
        )}
      </div>
      {whole && <p className="mt-3 text-[0.8125rem] text-ink-3">{t("whole")}</p>}
      {failed !== null && (
        <p role="alert" className="mt-3 text-[0.8125rem] text-bad">
          {t(isStoreAway(failed) ? "olderStoreAway" : "olderFailed")}
        </p>
      )}
      {told !== null && more && (
        <Button look="quiet" className="mt-3" aria-busy={loading || undefined} cannotAct={loading} onClick={show}>
          {t(loading ? "loadingOlder" : "showOlder")}
        </Button>
      )}
    </section>
  );
});
