import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ReportPage } from "../../../../../components/reports/report-page";
import { LiveScopes } from "../../../../../lib/client/state/live-scopes";
import { formatScope, type Scope } from "../../../../../lib/domain/access/scope";
import { isMonth, monthAt } from "../../../../../lib/domain/time/months";
import { firstSnapshot, requirePage } from "../../../../../lib/server/routes/page";
import { ownedInstallation } from "../../../../../lib/server/routes/sessions/session-pages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("title") };
}

interface Props {
  params: Promise<{ id: string; month: string }>;
}

export default async function Page({ params }: Props) {
  const person = await requirePage("reports");
  const { id, month } = await params;
  const installation = ownedInstallation(person, id);
  if (!isMonth(month)) notFound();
  const scopes: Scope[] = [{ kind: "fleet" }];
  return (
    <LiveScopes scopes={scopes.map(formatScope)} seed={firstSnapshot(person, scopes)}>
      <ReportPage
        key={id}
        installation={installation}
        month={month}
        thisMonth={monthAt(Date.now(), installation.timeZone)}
      />
    </LiveScopes>
  );
}
