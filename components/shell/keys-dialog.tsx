"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import { type RefObject, useState } from "react";
import { Button } from "../ui/button";
import { DialogFrame } from "../ui/dialog-frame";
import { chooseKeys, keysAct } from "./keys-choice";

interface Props {
  /** Gets the focus where what had it is gone, as an entry of a menu is. */
  opener: RefObject<HTMLElement | null>;
  onClose(): void;
}

const keys = [
  ["/", "search"],
  ["?", "list"],
  ["Tab", "tab"],
  ["Esc", "escape"],
] as const;

/** Which keys act, and those switched off that consist of a character alone (WCAG 2.1.4). */
export function KeysDialog({ opener, onClose }: Props) {
  const t = useTranslations("keys");
  const [on, setOn] = useState(keysAct);
  return (
    <DialogFrame title={t("title")} lead={t("lead")} opener={opener} onClose={onClose}>
      <dl className="mt-4 grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-2.5">
        {keys.map(([key, does]) => (
          <div key={key} className="col-span-full grid grid-cols-subgrid items-baseline">
            <dt>
              <kbd className="inline-block min-w-8 rounded-md border border-line-strong/60 bg-sunken px-2 py-0.5 text-center font-mono text-[0.8125rem]">
                {key}
              </kbd>
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
      <label className="mt-4 flex min-h-11 cursor-pointer items-center gap-3">
        <input
          type="checkbox"
          checked={on}
          aria-describedby="keys-hint"
          onChange={({ target }) => {
            if (chooseKeys(target.checked)) setOn(target.checked);
          }}
          className="size-4.5 shrink-0 accent-accent"
        />
        {t("on")}
      </label>
      <p id="keys-hint" className="text-[0.8125rem] text-ink-3">
        {t("onHint")}
      </p>
      <div className="mt-5 flex justify-end">
        <Dialog.Close asChild>
          <Button className="max-sm:w-full">{t("close")}</Button>
        </Dialog.Close>
      </div>
    </DialogFrame>
  );
}
