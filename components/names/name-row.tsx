"use client";

import { Trash2, UserX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { type Asked, change } from "../../lib/client/api/ask";
import type { TagNamesAnswer, TagNameView } from "../../lib/contract/tag-names";
import { escaped } from "../../lib/domain/plain-text";
import { useKeptRefusal } from "../kept/use-kept-refusal";
import { useTime } from "../live/use-time";
import { Button } from "../ui/button";
import { fieldLook } from "../ui/field";
import { EraseDialog } from "./erase-dialog";

const longest = 100;

interface Props {
  installationId: string;
  tag: string;
  known: TagNameView | null;
  /** Null: it has a name. */
  seen: TagNamesAnswer["nameless"][number] | null;
  changed(): Promise<void>;
  /** Of so many sessions nobody knows any more whose they are. */
  erased(sessions: number): void;
}

/** One tag, and whom it belongs to; a name is removed after a second press. */
export function NameRow({ installationId, tag, known, seen, changed, erased }: Props) {
  const t = useTranslations("tagNames");
  const words = useKeptRefusal();
  const time = useTime();
  const [name, setName] = useState(known?.name ?? "");
  const [group, setGroup] = useState(known?.group ?? "");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [sure, setSure] = useState(false);
  const [erasing, setErasing] = useState(false);
  const path = `/api/installations/${installationId}/names`;
  const isSame = name.trim() === (known?.name ?? "") && group.trim() === (known?.group ?? "");

  async function send(asked: Promise<Asked<null>>): Promise<void> {
    setBusy(true);
    setFault(null);
    const answer = await asked;
    setBusy(false);
    if (answer.ok) await changed();
    else setFault(words(answer.refusal));
  }
  function save(event: FormEvent): void {
    event.preventDefault();
    if (busy || isSame || name.trim() === "") return;
    void send(change("PUT", path, { tag, name: name.trim(), group: group.trim() === "" ? null : group.trim() }));
  }

  return (
    <li className="py-3 first:pt-0 last:pb-0">
      <form onSubmit={save} className="grid items-end gap-x-3 gap-y-1 sm:grid-cols-[minmax(0,1fr)_14rem_12rem_auto]">
        <p className="min-w-0 self-center">
          <span className="num block break-all font-medium">{escaped(tag)}</span>
          <span className="num text-[0.8125rem] text-ink-3">
            {seen !== null && `${t("used", { n: seen.sessions, time: time(seen.lastAt) })} `}
            <Link
              href={`/sessions?${new URLSearchParams({ installation: installationId, tag, time: "all" })}`}
              prefetch={false}
              className="reach underline"
            >
              {t("sessions")}
            </Link>
          </span>
        </p>
        <label className="min-w-0 text-[0.8125rem] text-ink-2">
          {t("name")}
          <input
            value={name}
            maxLength={longest}
            autoComplete="off"
            onChange={({ target }) => setName(target.value)}
            className={fieldLook}
          />
        </label>
        <label className="min-w-0 text-[0.8125rem] text-ink-2">
          {t("group")}
          <input
            value={group}
            maxLength={longest}
            autoComplete="off"
            list="tag-groups"
            placeholder={t("groupHint")}
            onChange={({ target }) => setGroup(target.value)}
            className={fieldLook}
          />
        </label>
        <span className="flex gap-2 max-sm:mt-1">
          <Button type="submit" look={isSame ? "plain" : "primary"} cannotAct={busy || isSame || name.trim() === ""}>
            {known !== null && isSame ? t("saved") : t("save")}
          </Button>
          {known !== null && !sure && (
            <Button look="quiet" aria-label={t("remove", { name: known.name })} onClick={() => setSure(true)}>
              <Trash2 aria-hidden="true" className="size-4" />
            </Button>
          )}
          <Button
            look="quiet"
            aria-label={t("erase", { name: known?.name ?? escaped(tag) })}
            onClick={() => setErasing(true)}
          >
            <UserX aria-hidden="true" className="size-4" />
          </Button>
        </span>
      </form>
      {known !== null && sure && (
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <span className="text-[0.8125rem] text-ink-2">
            {t("removeTitle", { name: known.name })} {t("removeLead")}
          </span>
          <Button
            look="danger"
            cannotAct={busy}
            onClick={() => void send(change("DELETE", `${path}?${new URLSearchParams({ tag })}`))}
            autoFocus
          >
            {t("removeAct")}
          </Button>
          <Button look="quiet" onClick={() => setSure(false)}>
            {t("cancel")}
          </Button>
        </div>
      )}
      <p role="alert" className="mt-1 text-[0.8125rem] text-bad empty:hidden">
        {fault}
      </p>
      {erasing && (
        <EraseDialog
          installationId={installationId}
          tag={tag}
          name={known?.name ?? null}
          onErased={erased}
          onClose={() => setErasing(false)}
        />
      )}
    </li>
  );
}
