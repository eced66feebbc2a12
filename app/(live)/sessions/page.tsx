import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SessionsPage } from "../../../components/sessions/sessions-page";
import { LiveScopes } from "../../../lib/client/state/live-scopes";
import { formatScope, type Scope } from "../../../lib/domain/access/scope";
import { firstSnapshot, requirePage } from "../../../lib/server/routes/page";
import { sessionPlaces } from "../../../lib/server/routes/sessions/session-pages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("sessions") };
}

export default async function Page() {
  const person = await requirePage("sessions");
  const scopes: Scope[] = [{ kind: "fleet" }];
  return (
    <LiveScopes scopes={scopes.map(formatScope)} seed={firstSnapshot(person, scopes)}>
      <SessionsPage {...sessionPlaces(person)} />
    </LiveScopes>
  );
}
