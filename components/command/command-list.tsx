import { useTranslations } from "next-intl";
import { useLost } from "../../lib/client/state/use-connection";
import { useLinks } from "../../lib/client/state/use-live";
import type { ListedCommand } from "../../lib/contract/api";
import { Button } from "../ui/button";
import { CommandEntry } from "./command-entry";

interface Props {
  /** Null: the page has not been told any yet. */
  commands: readonly ListedCommand[] | null;
  /** There may be older ones. */
  more: boolean;
  /** Older ones are on their way. */
  loading: boolean;
  /** Why older ones could not be had. */
  fault: "storeAway" | "failed" | null;
  onShow(): void;
}

/** Commands, newest first, and a way to older ones. */
export function CommandList({ commands, more, loading, fault, onShow }: Props) {
  const t = useTranslations("commands");
  const lost = useLost();
  const storeUp = useLinks()?.store.up ?? false;
  // What others ask for is not known here while the page is not told, or the database cannot be read.
  const whole = commands !== null && !more && !lost && storeUp;
  return (
    <section className="card p-4 sm:p-5">
      <h2 className="mb-3 font-semibold text-[0.9375rem]">{t("title")}</h2>
      <div role="log" aria-label={t("title")} aria-busy={loading || undefined}>
        {commands === null || commands.length === 0 ? (
          <p className="text-[0.875rem] text-ink-3">{t(whole ? "empty" : "noneKnown")}.</p>
        ) : (
          <ol className="divide-y divide-line">
            {commands.map((command) => (
              <CommandEntry key={command.id} command={command} />
            ))}
          </ol>
        )}
      </div>
      {whole && <p className="mt-3 text-[0.8125rem] text-ink-3">{t("whole")}</p>}
      {fault !== null && (
        <p role="alert" className="mt-3 text-[0.8125rem] text-bad">
          {t(fault === "storeAway" ? "olderStoreAway" : "olderFailed")}
        </p>
      )}
      {more && (
        <Button look="quiet" className="mt-3" aria-busy={loading || undefined} cannotAct={loading} onClick={onShow}>
          {t(loading ? "loadingOlder" : "showOlder")}
        </Button>
      )}
    </section>
  );
}
