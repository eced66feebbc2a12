import { Database } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SessionPage } from "../../../../components/sessions/one/session-page";
import { EmptyState } from "../../../../components/ui/empty-state";
import { LiveScopes } from "../../../../lib/client/state/live-scopes";
import { formatScope, type Scope } from "../../../../lib/domain/access/scope";
import { firstSnapshot, requirePage } from "../../../../lib/server/routes/page";
import { sessionFor, sessionPlaces } from "../../../../lib/server/routes/sessions/session-pages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("sessions") };
}

interface Props {
  params: Promise<{ id: string }>;
}

export default async function Page({ params }: Props) {
  const person = await requirePage("sessions");
  const scopes: Scope[] = [{ kind: "fleet" }];
  const [{ id }, t] = await Promise.all([params, getTranslations("keptProblems")]);
  const detail = await sessionFor(person, id);
  const { installations, owned } = sessionPlaces(person);
  const place = detail === "away" ? undefined : installations.find((one) => one.id === detail.installationId);
  return (
    <LiveScopes scopes={scopes.map(formatScope)} seed={firstSnapshot(person, scopes)}>
      {detail === "away" ? (
        <EmptyState icon={Database} title={t("storeUnavailable")} />
      ) : (
        <SessionPage
          detail={detail}
          installationName={place?.name ?? null}
          circuitName={place?.circuits.find((one) => one.id === detail.circuitId)?.name ?? detail.circuitId}
          timeZone={place?.timeZone ?? null}
          seesCost={place !== undefined && owned.includes(place.id)}
          seesCharger={detail.chargerName !== null}
          now={Date.now()}
        />
      )}
    </LiveScopes>
  );
}
