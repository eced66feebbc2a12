"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import { type RefObject, useMemo } from "react";
import { isSinglePhase } from "../../lib/domain/electrical/phase";
import { whatIf } from "../../lib/domain/what-if/what-if";
import { adviseCircuit, adviseRotation } from "../../lib/domain/what-if/what-if-advice";
import { useTime } from "../live/use-time";
import { useSnapshot } from "../settings/use-snapshot";
import { useReturnFocus } from "../ui/use-return-focus";
import { CarChoice } from "./car-choice";
import type { WhatIfChoice } from "./choice";
import { ChooseChargers } from "./choose-chargers";
import { Suggestion } from "./suggestion";
import { WhatIfPlaces } from "./what-if-places";

interface Props {
  installationId: string;
  /** Gets the focus where nothing had it, as after a reload. */
  opener: RefObject<HTMLElement | null>;
  choice: WhatIfChoice;
  change(next: Partial<WhatIfChoice>): void;
}

/** Chosen chargers at one side, and at the other the phases as they would be; reckoned in the browser, nothing is sent. */
export function WhatIfDialog({ installationId, opener, choice, change }: Props) {
  const t = useTranslations("whatIf");
  const time = useTime(true);
  const returnFocus = useReturnFocus(opener);
  const { state, now } = useSnapshot();
  const { chosen, phases, unread } = choice;
  const installation = state?.installations[installationId];
  const chargers = useMemo(
    () => [...(state?.chargers.values() ?? [])].filter((charger) => charger.installationId === installationId),
    [state, installationId],
  );
  const answer = useMemo(() => {
    if (!installation) return null;
    const input = { installation, chargers, chosen: new Set(chosen), phases };
    const count = chargers.filter(({ deviceId }) => input.chosen.has(deviceId)).length;
    return {
      count,
      // A page that has only begun to know its chargers cannot say that one is not there.
      missing: chargers.length < installation.chargers ? 0 : chosen.length - count + unread,
      foreseen: whatIf(input),
      rotation: adviseRotation(input),
      circuit: adviseCircuit(input),
    };
  }, [installation, chargers, chosen, phases, unread]);
  if (!installation || answer === null) return null;
  return (
    <Dialog.Root open onOpenChange={(open) => !open && change({ open: false })}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Content
          onCloseAutoFocus={returnFocus}
          className="fixed inset-0 z-50 flex flex-col overflow-y-auto bg-surface outline-none sm:inset-4 sm:rounded-2xl sm:border sm:border-line sm:shadow-raised lg:inset-x-[max(1.5rem,calc(50vw-42rem))] lg:inset-y-8 lg:overflow-hidden"
        >
          <div className="flex items-start justify-between gap-4 border-line border-b px-4 py-4 sm:px-6">
            <div className="min-w-0">
              <Dialog.Title className="font-semibold text-[1.25rem] leading-snug">{t("title")}</Dialog.Title>
              <Dialog.Description className="mt-1 text-[0.875rem] text-ink-2">{t("lead")}</Dialog.Description>
            </div>
            <Dialog.Close
              aria-label={t("close")}
              className="grid size-11 shrink-0 place-items-center rounded-xl text-ink-2 hover:bg-sunken"
            >
              <X aria-hidden="true" className="size-5" />
            </Dialog.Close>
          </div>
          <div className="grid shrink-0 lg:min-h-0 lg:flex-1 lg:shrink lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
            <ChooseChargers
              chargers={chargers}
              circuits={installation.circuits}
              chosen={chosen}
              onChoose={(next) => change({ chosen: next })}
            />
            <div className="grid content-start gap-4 border-line p-4 max-lg:border-t sm:p-6 lg:overflow-y-auto lg:border-l">
              {!isSinglePhase(installation.networkType) && (
                <CarChoice
                  phases={phases}
                  network={installation.networkType}
                  onChange={(next) => change({ phases: next })}
                />
              )}
              <p role="status" className="font-semibold">
                {t("chosen", { n: answer.count })}
              </p>
              <p
                role="status"
                className="rounded-lg bg-waiting-soft px-3 py-2 text-[0.875rem] text-waiting empty:hidden"
              >
                {answer.missing > 0 && t("missing", { n: answer.missing })}
              </p>
              <WhatIfPlaces installation={installation} then={answer.foreseen} />
              <Suggestion rotation={answer.rotation} circuit={answer.circuit} circuits={installation.circuits} />
              <p className="text-[0.8125rem] text-ink-3">{t("asOf", { time: time(now) })}</p>
            </div>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
