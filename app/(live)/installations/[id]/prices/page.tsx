import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PricesPage } from "../../../../../components/prices/prices-page";
import { LiveScopes } from "../../../../../lib/client/state/live-scopes";
import { formatScope, type Scope } from "../../../../../lib/domain/access/scope";
import { firstSnapshot, requirePage } from "../../../../../lib/server/routes/page";
import { ownedInstallation } from "../../../../../lib/server/routes/sessions/session-pages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("prices"))("title") };
}

interface Props {
  params: Promise<{ id: string }>;
}

export default async function Page({ params }: Props) {
  const person = await requirePage("sessions");
  const installation = ownedInstallation(person, (await params).id);
  const scopes: Scope[] = [{ kind: "fleet" }];
  return (
    <LiveScopes scopes={scopes.map(formatScope)} seed={firstSnapshot(person, scopes)}>
      <PricesPage installation={installation} />
    </LiveScopes>
  );
}
