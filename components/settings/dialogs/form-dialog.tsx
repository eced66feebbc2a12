"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import type { FormEvent, ReactNode } from "react";
import { Button } from "../../ui/button";
import { DialogFrame } from "../../ui/dialog-frame";

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
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!busy) onSubmit();
  }
  return (
    <DialogFrame title={title} lead={lead} wide={wide} onClose={onClose}>
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
    </DialogFrame>
  );
}
