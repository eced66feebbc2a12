"use client";

import { useTranslations } from "next-intl";
import { AlertDialog } from "radix-ui";
import { useState } from "react";
import { make } from "../../lib/client/api/ask";
import { escaped } from "../../lib/domain/plain-text";
import { useKeptRefusal } from "../kept/use-kept-refusal";
import { Button } from "../ui/button";
import { useReturnFocus } from "../ui/use-return-focus";

interface Props {
  installationId: string;
  tag: string;
  /** Null: nobody's name is known. */
  name: string | null;
  /** How many sessions had the tag. */
  onErased(sessions: number): void;
  onClose(): void;
}

/** Says what goes and what stays, and erases who holds a tag. */
export function EraseDialog({ installationId, tag, name, onErased, onClose }: Props) {
  const t = useTranslations("erase");
  const words = useKeptRefusal();
  const [isKnown, setKnown] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const returnFocus = useReturnFocus();

  async function erase(): Promise<void> {
    setBusy(true);
    setFault(null);
    const answer = await make(`/api/installations/${installationId}/names/erase`, { tag }, (shapes) => shapes.erased);
    setBusy(false);
    if (!answer.ok) return setFault(words(answer.refusal));
    onErased(answer.value.sessions);
    onClose();
  }

  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && !isBusy && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-veil" />
        <AlertDialog.Content
          onCloseAutoFocus={returnFocus}
          className="fixed inset-x-3 bottom-3 z-50 max-h-[calc(100dvh-1.5rem)] overflow-y-auto rounded-2xl border border-line bg-surface p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] shadow-raised outline-none sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[32rem] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:p-6"
        >
          <AlertDialog.Title className="break-words font-semibold text-[1.125rem] leading-snug">
            {t("title", { name: name ?? escaped(tag) })}
          </AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-ink-2">{t("lead")}</AlertDialog.Description>
          <dl className="mt-3 grid gap-3 text-[0.875rem]">
            {(["goes", "stays", "later"] as const).map((part) => (
              <div key={part}>
                <dt className="font-semibold">{t(part)}</dt>
                <dd className="mt-0.5 text-ink-2">{t(`${part}What`)}</dd>
              </div>
            ))}
          </dl>
          <label className="mt-3 flex min-h-11 cursor-pointer items-center gap-3">
            <input
              type="checkbox"
              checked={isKnown}
              onChange={({ target }) => setKnown(target.checked)}
              className="size-4.5 shrink-0 accent-accent"
            />
            <span id="erase-known">{t("known")}</span>
          </label>
          <p role="alert" className="mt-1 text-[0.875rem] text-bad empty:hidden">
            {fault}
          </p>
          <div className="mt-5 flex flex-col-reverse gap-2.5 sm:flex-row sm:justify-end">
            <AlertDialog.Cancel asChild>
              <Button>{t("cancel")}</Button>
            </AlertDialog.Cancel>
            <Button
              look="danger"
              cannotAct={!isKnown || isBusy}
              aria-describedby={isKnown ? undefined : "erase-known"}
              onClick={() => void erase()}
            >
              {isBusy ? t("busy") : t("act")}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
