"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { change } from "../../lib/client/api/ask";
import type { Product } from "../../lib/domain/ids";
import { isVersion } from "../../lib/domain/version";
import { useRefusalWords } from "../command/use-refusal-words";
import { Button } from "../ui/button";

interface Props {
  product: Product;
  version: string | null;
}

/** Where support enters the newest version of a product. */
export function AvailableForm({ product, version }: Props) {
  const t = useTranslations("firmwarePage");
  const words = useRefusalWords();
  const id = useId();
  const [text, setText] = useState(version ?? "");
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function save(next: string | null) {
    setBusy(true);
    const answer = await change("PUT", "/api/firmware/available", { product, version: next });
    setBusy(false);
    setSaid(answer.ok ? t("saved") : words(answer.refusal));
    if (answer.ok && next === null) setText("");
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const next = text.trim();
    if (isVersion(next)) void save(next);
    else setSaid(t("needVersion"));
  }

  return (
    <form onSubmit={submit} className="mb-4 flex flex-wrap items-end gap-2 rounded-xl bg-sunken p-3">
      <div className="min-w-0 flex-1 basis-40">
        <label htmlFor={id} className="text-[0.8125rem] text-ink-2">
          {t("newest", { product })}
        </label>
        <input
          id={id}
          value={text}
          onChange={(event) => setText(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          placeholder="5.3.0.3"
          className="num mt-1 min-h-11 w-full rounded-xl border border-line-strong/60 bg-surface px-3 text-ink placeholder:text-ink-3"
        />
      </div>
      <Button type="submit" look="primary" cannotAct={busy}>
        {t("save")}
      </Button>
      {version !== null && (
        <Button look="quiet" cannotAct={busy} onClick={() => void save(null)}>
          {t("clear")}
        </Button>
      )}
      <p role="status" className="basis-full text-[0.8125rem] text-ink-2 empty:hidden">
        {said}
      </p>
    </form>
  );
}
