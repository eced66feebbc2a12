"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "../../ui/button";
import { LinkCode } from "./link-code";

interface Props {
  label: string;
  /** The page's address from its first slash on, with the secret. */
  path: string;
}

/** A link that has just been made: shown this once. */
export function MadeLink({ label, path }: Props) {
  const t = useTranslations("wallLinks");
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  const url = new URL(path, window.location.origin).toString();

  async function copy() {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      // Without HTTPS, or where it was forbidden: it stands marked, to be copied by hand.
      setCopied(false);
    }
  }

  return (
    <section aria-label={t("madeTitle", { label })} className="rounded-xl border border-accent bg-accent-soft p-3.5">
      <h3 className="wrap-anywhere font-semibold text-[0.875rem]">{t("madeTitle", { label })}</h3>
      <p className="mt-1 text-[0.8125rem] text-ink-2">{t("madeOnce")}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <textarea
          ref={field}
          readOnly
          rows={4}
          value={url}
          aria-label={t("address")}
          onFocus={(event) => event.target.select()}
          className="field-sizing-content min-h-11 min-w-0 flex-1 basis-full resize-none break-all rounded-xl border border-line-strong/60 bg-surface px-3 py-2 font-mono text-[0.8125rem]"
        />
        <Button onClick={() => void copy()}>
          {copied ? <Check aria-hidden="true" className="size-4" /> : <Copy aria-hidden="true" className="size-4" />}
          {t("copy")}
        </Button>
      </div>
      <LinkCode url={url} name={t("code", { label })} hint={t("codeHint")} />
      <p role="status" className="mt-1 text-[0.8125rem] text-ink-2 empty:hidden">
        {copied === null ? null : t(copied ? "copied" : "copyByHand")}
      </p>
    </section>
  );
}
