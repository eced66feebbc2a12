"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RefusalError } from "../../../lib/client/api/ask";
import { makeWallLink, revokeWallLink, wallLinks } from "../../../lib/client/api/wall-links";
import { useQueries } from "../../../lib/client/state/use-queries";
import { isPlainText } from "../../../lib/domain/plain-text";
import { longestWallLabel } from "../../../lib/domain/settings/settings-limits";
import { Field, fieldLook } from "../../ui/field";
import { FormDialog } from "../dialogs/form-dialog";
import { useSave } from "../dialogs/use-save";
import { useSettingsRefusal } from "../dialogs/use-settings-refusal";
import { MadeLink } from "./made-link";
import { WallLinkRow } from "./wall-link-row";

interface Props {
  installationId: string;
  onClose(): void;
}

/** Links by which a wall screen shows the installation without a sign-in: made, listed, revoked. */
export function WallLinksDialog({ installationId, onClose }: Props) {
  const t = useTranslations("wallLinks");
  const words = useSettingsRefusal();
  const queries = useQueries();
  const queryKey = ["wall-links", installationId];
  const known = useQuery(
    { queryKey, queryFn: ({ signal }) => wallLinks(installationId, signal), staleTime: 0 },
    queries,
  );
  const [made, setMade] = useState<{ id: string; label: string; path: string } | null>(null);
  const [label, setLabel] = useState("");
  const { busy, fault, setFault, save } = useSave(() => void queries.invalidateQueries({ queryKey }));

  const called = label.trim();
  const tooLong =
    called.length > longestWallLabel ? t("longLabel", { most: longestWallLabel, n: called.length }) : null;
  const wrong = isPlainText(called) ? tooLong : t("plainLabel");

  function make() {
    if (called === "") return setFault(t("needLabel"));
    if (wrong !== null) return setFault(wrong);
    void save(async () => {
      const answer = await makeWallLink(installationId, called);
      if (answer.ok) {
        setMade({ ...answer.value, label: called });
        setLabel("");
      }
      return answer;
    });
  }
  const revoke = (id: string) =>
    save(async () => {
      const answer = await revokeWallLink(installationId, id);
      if (answer.ok && made?.id === id) setMade(null);
      return answer;
    });

  const failed = known.error instanceof RefusalError ? words(known.error.refusal) : known.error ? t("failed") : null;
  return (
    <FormDialog
      title={t("title")}
      lead={t("lead")}
      act={t("make")}
      closing={t("close")}
      fault={fault ?? failed}
      busy={busy}
      onSubmit={make}
      onClose={onClose}
    >
      {made && <MadeLink key={made.id} label={made.label} path={made.path} />}
      <div>
        <h3 className="font-semibold text-[0.875rem]">{t("known")}</h3>
        {known.data?.length === 0 && <p className="mt-1 text-[0.875rem] text-ink-3">{t("none")}</p>}
        <ul aria-label={t("known")} className="mt-1 grid grid-cols-[minmax(0,1fr)]">
          {known.data?.map((link) => (
            <WallLinkRow key={link.id} link={link} busy={busy} onRevoke={() => void revoke(link.id)} />
          ))}
        </ul>
      </div>
      <Field label={t("label")} fault={wrong}>
        {(id, wrong) => (
          <input
            id={id}
            value={label}
            onChange={(event) => {
              setLabel(event.target.value);
              setFault(null);
            }}
            {...wrong}
            autoComplete="off"
            placeholder={t("example")}
            className={fieldLook}
          />
        )}
      </Field>
    </FormDialog>
  );
}
