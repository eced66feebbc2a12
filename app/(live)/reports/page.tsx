import { FileText } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "../../../components/ui/empty-state";
import { LiveScopes } from "../../../lib/client/state/live-scopes";
import { formatScope, type Scope } from "../../../lib/domain/access/scope";
import { firstSnapshot, requirePage } from "../../../lib/server/routes/page";
import { latestReport } from "../../../lib/server/routes/reports/report-pages";
import { sessionPlaces } from "../../../lib/server/routes/sessions/session-pages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("title") };
}

export default async function Page() {
  const person = await requirePage("reports");
  const { installations, owned } = sessionPlaces(person);
  const own = installations.filter(({ id }) => owned.includes(id));
  const [only] = own;
  if (only !== undefined && own.length === 1) redirect(latestReport(only));
  const t = await getTranslations("reports");
  const scopes: Scope[] = [{ kind: "fleet" }];
  return (
    <LiveScopes scopes={scopes.map(formatScope)} seed={firstSnapshot(person, scopes)}>
      <h1 className="mb-4 font-semibold text-[1.5rem] tracking-tight">{t("title")}</h1>
      {own.length === 0 ? (
        <div className="card">
          <EmptyState icon={FileText} title={t("none")} />
        </div>
      ) : (
        <nav aria-label={t("choose")} className="card divide-y divide-line">
          {own.map((installation) => (
            <Link
              key={installation.id}
              href={latestReport(installation)}
              prefetch={false}
              className="flex min-h-12 items-center gap-3 px-4 py-2 font-medium hover:bg-sunken"
            >
              <FileText aria-hidden="true" className="size-4 text-ink-3" />
              {installation.name}
            </Link>
          ))}
        </nav>
      )}
    </LiveScopes>
  );
}
