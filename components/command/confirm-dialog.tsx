"use client";

import { useTranslations } from "next-intl";
import { AlertDialog } from "radix-ui";
import { useState } from "react";
import type { CommandKind } from "../../lib/domain/command/command";
import { Button } from "../ui/button";
import { useReturnFocus } from "../ui/use-return-focus";

export type ConfirmedKind = Exclude<CommandKind, "start">;

interface Props {
  kind: ConfirmedKind;
  chargerName: string;
  /** A car is plugged in. */
  car: boolean;
  /** Why it cannot be done any more; null: it can. */
  cannot: string | null;
  /** Why the charger may not answer; null: nothing is known against it. */
  doubt: string | null;
  /** Why nothing speaks for it: the person has to say first that they know; null: something does. */
  needless: string | null;
  onConfirm(): void;
  onClose(): void;
}

/** Asks before something that a driver would notice, and says what happens to the car. */
export function ConfirmDialog({ kind, chargerName, car, cannot, doubt, needless, onConfirm, onClose }: Props) {
  const t = useTranslations();
  const [known, setKnown] = useState(false);
  const untold = needless !== null && !known;
  const returnFocus = useReturnFocus();
  const body = kind === "upgradeFirmware" && !car ? "upgradeFirmwareBodyFree" : (`${kind}Body` as const);
  const note = cannot ?? doubt;
  const described = [note !== null && "confirm-note", untold && "confirm-known"].filter(Boolean).join(" ") || undefined;
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-veil" />
        <AlertDialog.Content
          onCloseAutoFocus={returnFocus}
          className="fixed inset-x-3 bottom-3 z-50 rounded-2xl border border-line bg-surface p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] shadow-raised outline-none sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[28rem] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:p-6"
        >
          <AlertDialog.Title className="font-semibold text-[1.125rem] leading-snug">
            {t(`confirm.${kind}Title`, { name: chargerName })}
          </AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-ink-2">{t(`confirm.${body}`)}</AlertDialog.Description>
          {note && (
            <p id="confirm-note" className="mt-3 rounded-lg bg-waiting-soft px-3 py-2 text-[0.875rem] text-waiting">
              {note}
            </p>
          )}
          {needless !== null && (
            <div className="mt-3">
              <p className="text-ink-2">{needless}</p>
              <label className="mt-1 flex min-h-11 cursor-pointer items-center gap-3">
                <input
                  type="checkbox"
                  checked={known}
                  onChange={({ target }) => setKnown(target.checked)}
                  className="size-4.5 shrink-0 accent-accent"
                />
                <span id="confirm-known">{t("confirm.noneNewerKnown")}</span>
              </label>
            </div>
          )}
          <div className="mt-6 flex flex-col-reverse gap-2.5 sm:flex-row sm:justify-end">
            <AlertDialog.Cancel asChild>
              <Button>{t("confirm.cancel")}</Button>
            </AlertDialog.Cancel>
            <Button
              look={kind === "stop" ? "danger" : "primary"}
              cannotAct={cannot !== null || untold}
              aria-describedby={described}
              onClick={() => {
                onConfirm();
                onClose();
              }}
            >
              {t(`commandNames.${kind}`)}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
