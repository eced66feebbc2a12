import type { Metadata } from "next";
import { ChargerPage } from "../../../../components/charger/charger-page";
import { LiveScopes } from "../../../../lib/client/state/live-scopes";
import { formatScope, type Scope } from "../../../../lib/domain/access/scope";
import { firstSnapshot, placeOf, requirePage } from "../../../../lib/server/routes/page";

interface Props {
  params: Promise<{ deviceId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { deviceId } = await params;
  const person = await requirePage("installations");
  const [charger] = firstSnapshot(person, [{ kind: "charger", id: deviceId }]).chargers ?? [];
  return { title: charger?.name ?? deviceId };
}

export default async function Page({ params }: Props) {
  const { deviceId } = await params;
  const person = await requirePage("installations");
  const scopes: Scope[] = [{ kind: "charger", id: deviceId }];
  const seed = firstSnapshot(person, scopes);
  return (
    <LiveScopes scopes={scopes.map(formatScope)} seed={seed}>
      <ChargerPage deviceId={deviceId} place={placeOf(deviceId)} />
    </LiveScopes>
  );
}
