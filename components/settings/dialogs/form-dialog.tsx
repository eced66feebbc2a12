"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import type { FormEvent, ReactNode } from "react";
import { Button } from "../../ui/button";
import { useReturnFocus } from "../../ui/use-return-focus";

interface Props {
  title: string;
  lead: string;
  /** The button that does it. */
  act: string;
  /** What kept it from being done; null: nothing. */
  fault: string | null;
  busy: boolean;
  /** The button that leaves, where it is another word than cancel. */
  closing?: string;
  wide?: boolean;
  onSubmit(): void;
  onClose(): void;
  children?: ReactNode;
}

/** Fields, what they would do, and the button that does it. */
export function FormDialog({
  title,
  lead,
  act,
  fault,
  busy,
  closing,
  wide = false,
  onSubmit,
  onClose,
  children,
}: Props) {
  const t = useTranslations("confirm");
  const returnFocus = useReturnFocus();
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!busy) onSubmit();
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Content
          onCloseAutoFocus={returnFocus}
          className={`fixed inset-x-3 bottom-3 z-50 max-h-[calc(100dvh-1.5rem)] overflow-y-auto rounded-2xl border border-line bg-surface p-5 shadow-raised outline-none sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:-translate-x-1/2 sm:-translate-y-1/2 sm:p-6 ${wide ? "sm:w-[min(46rem,calc(100vw-2rem))]" : "sm:w-[30rem]"}`}
        >
          <Dialog.Title className="font-semibold text-[1.125rem] leading-snug">{title}</Dialog.Title>
          <Dialog.Description className="mt-2 text-[0.875rem] text-ink-2">{lead}</Dialog.Description>
          <form onSubmit={submit} noValidate className="mt-4 grid gap-4">
            {children}
            <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-[0.875rem] text-bad empty:hidden">
              {fault}
            </p>
            <div className="mt-1 flex flex-col-reverse gap-2.5 sm:flex-row sm:justify-end">
              <Dialog.Close asChild>
                <Button>{closing ?? t("cancel")}</Button>
              </Dialog.Close>
              <Button type="submit" look="primary" cannotAct={busy} aria-busy={busy || undefined}>
                {act}
              </Button>
            </div>
          </form>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
