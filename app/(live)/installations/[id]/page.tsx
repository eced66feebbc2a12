import type { Metadata } from "next";
import { cookies } from "next/headers";
import { InstallationPage } from "../../../../components/installation/installation-page";
import { electriciansCookie } from "../../../../components/shell/preference-names";
import { LiveScopes } from "../../../../lib/client/state/live-scopes";
import { formatScope, type Scope } from "../../../../lib/domain/access/scope";
import { firstSnapshot, installationsOf, requirePage } from "../../../../lib/server/routes/page";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const person = await requirePage("installations");
  return { title: installationsOf(person).find((installation) => installation.id === id)?.name };
}

export default async function Page({ params }: Props) {
  const { id } = await params;
  const person = await requirePage("installations");
  const scopes: Scope[] = [{ kind: "installation", id }];
  const seed = firstSnapshot(person, scopes);
  const electricians = (await cookies()).get(electriciansCookie)?.value === "1";
  return (
    <LiveScopes scopes={scopes.map(formatScope)} seed={seed}>
      <InstallationPage id={id} several={installationsOf(person).length > 1} electricians={electricians} />
    </LiveScopes>
  );
}
