"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import { type FormEvent, useState } from "react";
import { change, get, RefusalError } from "../../lib/client/api/ask";
import { useQueries } from "../../lib/client/state/use-queries";
import type { AssignRequest } from "../../lib/contract/api";
import type { ChargerView } from "../../lib/contract/view";
import { rotations } from "../../lib/domain/topology";
import { useRefusalWords } from "../command/use-refusal-words";
import { Button } from "../ui/button";
import { DialogFrame } from "../ui/dialog-frame";
import { Field, fieldLook } from "../ui/field";

interface Props {
  charger: ChargerView;
  onClose(): void;
}

const ampere = { type: "number", min: 0, max: 1000, step: "any", inputMode: "decimal" } as const;

function read(form: FormData, deviceId: string): AssignRequest {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  return {
    deviceId,
    circuitId: text("circuit"),
    name: text("name") || deviceId,
    rotation: rotations.find((rotation) => rotation === text("rotation")) ?? "RST",
    maxCurrentA: Number(text("max")),
    minCurrentA: Number(text("min")),
  };
}

/** Says where a charger hangs that speaks, but is on no circuit yet. */
export function AssignDialog({ charger, onClose }: Props) {
  const t = useTranslations("supportPage");
  const confirm = useTranslations("confirm");
  const words = useRefusalWords();
  const { deviceId } = charger;
  const topology = useQuery(
    {
      queryKey: ["topology"],
      queryFn: ({ signal }) => get("/api/topology", (shapes) => shapes.topologyAnswer, signal),
      staleTime: 0,
    },
    useQueries(),
  );
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const installations = topology.data?.installations ?? [];
  const circuits = topology.data?.circuits ?? [];

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const asked = read(new FormData(event.currentTarget), deviceId);
    if (asked.circuitId === "") return setFault(t("needCircuit"));
    setBusy(true);
    const answer = await change("POST", "/api/support/assign", asked);
    setBusy(false);
    if (answer.ok) onClose();
    else setFault(words(answer.refusal));
  }

  const shownFault =
    fault ??
    (topology.error instanceof RefusalError
      ? words(topology.error.refusal)
      : topology.error
        ? t("searchFailed")
        : null);
  return (
    <DialogFrame title={t("assignTitle", { deviceId })} lead={t("assignBody")} onClose={onClose}>
      <form onSubmit={submit} className="mt-4 grid gap-3">
        <Field label={t("circuit")}>
          {(id) => (
            <select id={id} name="circuit" defaultValue="" required className={fieldLook}>
              <option value="">{topology.isPending ? t("searching") : t("chooseCircuit")}</option>
              {installations.map((installation) => (
                <optgroup key={installation.id} label={installation.name}>
                  {circuits
                    .filter(({ installationId }) => installationId === installation.id)
                    .map((circuit) => (
                      <option key={circuit.id} value={circuit.id}>
                        {circuit.name}
                      </option>
                    ))}
                </optgroup>
              ))}
            </select>
          )}
        </Field>
        <Field label={t("name")}>
          {(id) => <input id={id} name="name" maxLength={100} defaultValue={charger.name} className={fieldLook} />}
        </Field>
        <Field label={t("rotation")}>
          {(id) => (
            <select id={id} name="rotation" defaultValue={charger.rotation} className={fieldLook}>
              {rotations.map((rotation) => (
                <option key={rotation}>{rotation}</option>
              ))}
            </select>
          )}
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label={t("maxCurrent")}>
            {(id) => <input id={id} name="max" {...ampere} defaultValue={charger.limitA || 32} className={fieldLook} />}
          </Field>
          <Field label={t("minCurrent")}>
            {(id) => <input id={id} name="min" {...ampere} defaultValue={6} className={fieldLook} />}
          </Field>
        </div>
        <p role="alert" className="text-[0.875rem] text-bad empty:hidden">
          {shownFault}
        </p>
        <div className="mt-2 flex flex-col-reverse gap-2.5 sm:flex-row sm:justify-end">
          <Dialog.Close asChild>
            <Button>{confirm("cancel")}</Button>
          </Dialog.Close>
          <Button type="submit" look="primary" cannotAct={busy}>
            {t("assign")}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
