"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Command, CommandKind } from "../../lib/domain/command";
import type { ChargerView } from "../../lib/domain/view";
import { ConfirmDialog, type ConfirmedKind } from "./confirm-dialog";
import { Control } from "./control";
import { useAvailability } from "./use-availability";
import { type Asked, useCommand } from "./use-command";

const kinds: readonly CommandKind[] = ["start", "stop", "restart", "upgradeFirmware"];

interface Props {
  charger: ChargerView;
  commands: readonly Command[];
  className?: string;
}

/** What can be told a charger, each with what it does or why it cannot be done now. */
export function Controls({ charger, commands, className = "" }: Props) {
  const t = useTranslations("controls");
  const whyNot = useAvailability(charger);
  const { asked, ask } = useCommand(charger.deviceId);
  const [confirming, setConfirming] = useState<ConfirmedKind | null>(null);
  const commandOf = (mine: Asked | undefined) =>
    mine?.word === "asked" ? (commands.find(({ id }) => id === mine.commandId) ?? null) : null;
  const car = charger.state.word !== "noCar";

  return (
    <section aria-label={t("title")} className={`card p-4 sm:p-5 ${className}`}>
      <h2 className="sr-only">{t("title")}</h2>
      <div className="grid gap-x-4 gap-y-3.5 sm:grid-cols-2">
        {kinds.map((kind) => (
          <Control
            key={kind}
            kind={kind}
            cannot={whyNot(kind)}
            asked={asked[kind]}
            command={commandOf(asked[kind])}
            onPress={() => (kind === "start" ? void ask(kind) : setConfirming(kind))}
          />
        ))}
      </div>
      {confirming && (
        <ConfirmDialog
          kind={confirming}
          chargerName={charger.name}
          car={car}
          cannot={whyNot(confirming)}
          onConfirm={() => void ask(confirming)}
          onClose={() => setConfirming(null)}
        />
      )}
    </section>
  );
}
