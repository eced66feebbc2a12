"use client";

import { useTranslations } from "next-intl";
import { memo, useState } from "react";
import type { ChargerView, FirmwareView } from "../../lib/contract/view";
import type { ChargerState } from "../../lib/domain/charger/state";
import { type Command, type CommandKind, commandKinds } from "../../lib/domain/command/command";
import type { DeviceId } from "../../lib/domain/ids";
import { ConfirmDialog, type ConfirmedKind } from "./confirm-dialog";
import { Control } from "./control";
import { askedAt, isEnded, isOvertaken, openOf, stillSpeaks } from "./course";
import { noNewerVersion } from "./upgrade-need";
import { useAvailability } from "./use-availability";
import { type Asked, useCommand } from "./use-command";
import { useDoubt } from "./use-doubt";
import { useRestarting } from "./use-restarting";

const hints = { start: "startHint", stop: "stopHint", restart: "restartHint", upgradeFirmware: "upgradeHint" } as const;

/** What people come for: the one that is possible, else the one that is under way, stays in reach. */
const acts = ["stop", "start"] as const;

interface Props {
  deviceId: DeviceId;
  name: string;
  /** A car is plugged in, as far as known. */
  car: boolean;
  state: ChargerState;
  may: ChargerView["may"];
  firmware: FirmwareView;
  /** The charger's open commands, and the newest ended ones. */
  latest: readonly Command[];
  /** All of its commands that are known. */
  commands: readonly Command[];
}

/** What can be told a charger, each with what it does or why it cannot be done now. */
export const Controls = memo(function Controls(props: Props) {
  const { deviceId, name, car, state, may, firmware, latest, commands } = props;
  const t = useTranslations("controls");
  const needless = noNewerVersion(firmware);
  const whyNot = useAvailability(deviceId, may, latest, useRestarting(deviceId));
  const doubt = useDoubt(deviceId);
  const doubted = doubt !== null && commandKinds.some((kind) => whyNot(kind) === null);
  const { asked, ask } = useCommand(deviceId);
  const [confirming, setConfirming] = useState<ConfirmedKind | null>(null);
  const hintOf = (kind: CommandKind) => {
    if (kind === "upgradeFirmware" && needless) return t(`${needless}Hint`);
    return t(kind === "start" && state.tookNothing ? "startAgainHint" : hints[kind]);
  };
  const staying = acts.find((kind) => whyNot(kind) === null) ?? acts.find((kind) => openOf(latest, kind) !== null);
  const commandOf = (mine: Asked | undefined) =>
    mine?.word === "asked" ? (commands.find(({ id }) => id === mine.commandId) ?? null) : null;
  /** What this page asked for, as long as it still says something of the charger. */
  function currentOf(kind: CommandKind): Asked | undefined {
    const mine = asked[kind];
    if (mine === undefined || mine.word === "asking") return mine;
    const command = commandOf(mine);
    const last = command?.course.at(-1);
    if (isOvertaken(kind, command ? askedAt(command) : mine.at, commands)) return undefined;
    if (mine.word === "refused") return stillSpeaks(kind, mine.at, false, state) ? mine : undefined;
    if (command === null || last === undefined || !isEnded(command)) return mine;
    const hadEffect = last.stage === "effective" || last.yet !== undefined;
    return stillSpeaks(kind, last.at, hadEffect, state) ? mine : undefined;
  }

  return (
    <section aria-label={t("title")} className="card has-[.afloat]:z-20 p-4 sm:p-5">
      <h2 className="sr-only">{t("title")}</h2>
      {doubted && (
        <p id="controls-doubt" className="mb-3.5 rounded-lg bg-waiting-soft px-3 py-2 text-[0.875rem] text-waiting">
          {doubt}
        </p>
      )}
      <div className="grid gap-x-4 gap-y-3.5 sm:grid-cols-2">
        {commandKinds.map((kind) => (
          <Control
            key={kind}
            kind={kind}
            cannot={whyNot(kind)}
            hint={hintOf(kind)}
            doubtId={doubted ? "controls-doubt" : null}
            asked={currentOf(kind)}
            command={commandOf(currentOf(kind))}
            stays={kind === staying}
            onPress={() => (kind === "start" ? void ask(kind) : setConfirming(kind))}
          />
        ))}
      </div>
      {confirming && (
        <ConfirmDialog
          kind={confirming}
          chargerName={name}
          car={car}
          cannot={whyNot(confirming)}
          doubt={doubt}
          needless={confirming === "upgradeFirmware" && needless ? t(`${needless}Hint`) : null}
          onConfirm={() => void ask(confirming)}
          onClose={() => setConfirming(null)}
        />
      )}
    </section>
  );
});
