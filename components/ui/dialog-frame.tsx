"use client";

import { Dialog } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { useReturnFocus } from "./use-return-focus";

interface Props {
  title: string;
  lead: string;
  wide?: boolean;
  /** Gets the focus afterwards where what had it is gone: see `useReturnFocus`. */
  opener?: RefObject<HTMLElement | null>;
  onClose(): void;
  children: ReactNode;
}

/** What every dialog stands in, from when it is rendered until it is closed: on a phone at the bottom, else in the middle. */
export function DialogFrame({ title, lead, wide = false, opener, onClose, children }: Props) {
  const returnFocus = useReturnFocus(opener);
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
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
