import type { Metadata } from "next";
import { cookies } from "next/headers";
import { InstallationPage } from "../../../../components/installation/installation-page";
import { InstallationMomentPage } from "../../../../components/moment/installation-moment-page";
import { electriciansCookie } from "../../../../components/shell/preference-names";
import { LiveScopes } from "../../../../lib/client/state/live-scopes";
import { formatScope, type Scope } from "../../../../lib/domain/access/scope";
import { readMoment } from "../../../../lib/domain/timeline/moment";
import { momentInstallation } from "../../../../lib/server/routes/moment-pages";
import { firstSnapshot, installationsOf, requirePage } from "../../../../lib/server/routes/page";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ at?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const person = await requirePage("installations");
  return { title: installationsOf(person).find((installation) => installation.id === id)?.name };
}

export default async function Page({ params, searchParams }: Props) {
  const [{ id }, { at }] = await Promise.all([params, searchParams]);
  const person = await requirePage("installations");
  const moment = readMoment(at, Date.now());
  if (moment !== null) return <InstallationMomentPage installation={momentInstallation(person, id)} at={moment} />;
  const scopes: Scope[] = [{ kind: "installation", id }];
  const seed = firstSnapshot(person, scopes);
  const electricians = (await cookies()).get(electriciansCookie)?.value === "1";
  return (
    <LiveScopes scopes={scopes.map(formatScope)} seed={seed}>
      <InstallationPage id={id} several={installationsOf(person).length > 1} electricians={electricians} />
    </LiveScopes>
  );
}
