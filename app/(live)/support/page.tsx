import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SupportPage } from "../../../components/support/support-page";
import { LiveScopes } from "../../../lib/client/state/live-scopes";
import { formatScope, type Scope } from "../../../lib/domain/access/scope";
import { firstSnapshot, requirePage } from "../../../lib/server/routes/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("support") };
}

export default async function Page() {
  const person = await requirePage("support");
  const scopes: Scope[] = [{ kind: "support" }];
  return (
    <LiveScopes scopes={scopes.map(formatScope)} seed={firstSnapshot(person, scopes)}>
      <SupportPage />
    </LiveScopes>
  );
}
