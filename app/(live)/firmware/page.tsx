import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FirmwarePage } from "../../../components/firmware/firmware-page";
import { LiveScopes } from "../../../lib/client/state/live-scopes";
import { formatScope, type Scope } from "../../../lib/domain/access/scope";
import { firstSnapshot, installationsOf, requirePage } from "../../../lib/server/routes/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("firmware") };
}

export default async function Page() {
  const person = await requirePage("firmware");
  const scopes: Scope[] = [{ kind: "firmware" }];
  const names = Object.fromEntries(installationsOf(person).map(({ id, name }) => [id, name]));
  return (
    <LiveScopes scopes={scopes.map(formatScope)} seed={firstSnapshot(person, scopes)}>
      <FirmwarePage installationNames={names} />
    </LiveScopes>
  );
}
