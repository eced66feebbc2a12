import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { InstallationsPage } from "../../components/installation/installations-page";
import { LiveScopes } from "../../lib/client/state/live-scopes";
import { formatScope, type Scope } from "../../lib/domain/access/scope";
import { firstSnapshot, installationsOf, requirePage } from "../../lib/server/routes/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("installations"))("title") };
}

export default async function Page() {
  const person = await requirePage("installations");
  const installations = installationsOf(person);
  const [only] = installations;
  if (only && installations.length === 1) redirect(`/installations/${only.id}`);
  const scopes: Scope[] = [{ kind: "fleet" }];
  return (
    <LiveScopes scopes={scopes.map(formatScope)} seed={firstSnapshot(person, scopes)}>
      <InstallationsPage />
    </LiveScopes>
  );
}
