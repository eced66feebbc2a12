import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ChargerPage } from "../../../../components/charger/charger-page";
import { ChargerMomentPage } from "../../../../components/moment/charger-moment-page";
import { LiveScopes } from "../../../../lib/client/state/live-scopes";
import { formatScope, type Scope } from "../../../../lib/domain/access/scope";
import { chargerIdOfSegment } from "../../../../lib/domain/charger-id";
import { readMoment } from "../../../../lib/domain/timeline/moment";
import { momentCharger } from "../../../../lib/server/routes/moment-pages";
import { firstSnapshot, placeOf, requirePage } from "../../../../lib/server/routes/page";

interface Props {
  params: Promise<{ deviceId: string }>;
  searchParams: Promise<{ at?: string | string[] }>;
}

/** Who looks, and at which charger: a page gets a segment of its address as it was sent, percent-encoded. */
async function asked({ params }: Props) {
  const person = await requirePage("installations");
  return { person, deviceId: chargerIdOfSegment((await params).deviceId) ?? notFound() };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { person, deviceId } = await asked(props);
  const [charger] = firstSnapshot(person, [{ kind: "charger", id: deviceId }]).chargers ?? [];
  return { title: charger?.name ?? deviceId };
}

export default async function Page(props: Props) {
  const { person, deviceId } = await asked(props);
  const scopes: Scope[] = [{ kind: "charger", id: deviceId }];
  const seed = firstSnapshot(person, scopes);
  const moment = readMoment((await props.searchParams).at, Date.now());
  if (moment !== null) {
    const name = seed.chargers?.[0]?.name ?? deviceId;
    return <ChargerMomentPage charger={{ name, ...momentCharger(deviceId) }} at={moment} />;
  }
  return (
    <LiveScopes scopes={scopes.map(formatScope)} seed={seed}>
      <ChargerPage deviceId={deviceId} place={placeOf(deviceId)} />
    </LiveScopes>
  );
}
