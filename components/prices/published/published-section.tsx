import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useRef, useState } from "react";
import { RefusalError } from "../../../lib/client/api/ask";
import { currencyForm } from "../../../lib/prices/forms";
import type { PriceUnit } from "../../../lib/prices/slots";
import { useKeptRefusal } from "../../kept/use-kept-refusal";
import { Button } from "../../ui/button";
import { Field, fieldLook } from "../../ui/field";
import { Section } from "../../ui/section";
import { Skeleton } from "../../ui/skeleton";
import { TextField } from "../period/text-field";
import { KnownFacts } from "./known-facts";
import { UploadResult } from "./upload-result";
import { usePublished } from "./use-published";
import { useUpload } from "./use-upload";

const units = ["kWh", "MWh"] as const satisfies readonly PriceUnit[];

interface Props {
  installationId: string;
  /** That of the last period. */
  usualCurrency: string;
}

/** What the market published for each quarter-hour: what of it is known, and how it comes here as a file. */
export function PublishedSection({ installationId, usualCurrency }: Props) {
  const t = useTranslations("prices.published");
  const form = useTranslations("prices.form");
  const words = useKeptRefusal();
  const { data, error } = usePublished(installationId);
  const { upload, send } = useUpload(installationId);
  const [unit, setUnit] = useState<PriceUnit>("kWh");
  const [typed, setTyped] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const currency = (typed ?? usualCurrency).trim().toUpperCase();
  const hasCurrency = currencyForm.test(currency);
  const cannot = upload.step === "sending" || !hasCurrency;

  function take(files: FileList | null) {
    const file = files?.[0];
    if (file !== undefined && !cannot) void send(file, unit, currency);
  }
  function dropped(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  }
  function known() {
    if (data !== undefined) return <KnownFacts known={data} />;
    if (error instanceof RefusalError) return <p className="text-[0.875rem] text-bad">{words(error.refusal)}</p>;
    return <Skeleton className="h-12" />;
  }

  return (
    <Section title={t("title")}>
      <p className="mb-3 max-w-3xl text-[0.875rem] text-ink-2">{t("lead")}</p>
      {known()}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut to the button in it */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={dropped}
        className={`mt-4 rounded-xl border border-dashed p-4 ${isOver ? "border-accent bg-accent-soft" : "border-line-strong/70"}`}
      >
        <div className="grid items-end gap-3 sm:grid-cols-[9rem_7rem_minmax(0,1fr)]">
          <Field label={t("unit")}>
            {(id) => (
              <select
                id={id}
                value={unit}
                onChange={({ target }) => setUnit(target.value === "MWh" ? "MWh" : "kWh")}
                className={fieldLook}
              >
                {units.map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </select>
            )}
          </Field>
          <TextField
            label={form("currency")}
            most={3}
            value={typed ?? usualCurrency}
            fault={hasCurrency ? null : form("faults.currency")}
            onChange={setTyped}
          />
          <div>
            <input
              ref={input}
              type="file"
              accept=".csv,.txt,.tsv,text/csv,text/plain"
              aria-label={t("file")}
              tabIndex={-1}
              className="sr-only"
              onChange={({ target }) => {
                take(target.files);
                // So that the same file, once mended, can be chosen again.
                target.value = "";
              }}
            />
            <Button cannotAct={cannot} onClick={() => input.current?.click()}>
              <FileUp aria-hidden="true" className="size-4" />
              {t("choose")}
            </Button>
          </div>
        </div>
        <p className="mt-2 text-[0.8125rem] text-ink-3">{t("hint")}</p>
        <div role="status" aria-label={t("result")}>
          <UploadResult upload={upload} />
        </div>
      </div>
    </Section>
  );
}
