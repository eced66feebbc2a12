import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WallEnded } from "../../../../components/wall/wall-ended";
import { WallPage } from "../../../../components/wall/wall-page";
import { WallShell } from "../../../../components/wall/wall-shell";
import { LiveScopes } from "../../../../lib/client/state/live-scopes";
import { formatScope } from "../../../../lib/domain/access/scope";
import { isDemo } from "../../../../lib/server/routes/page";
import { firstWall } from "../../../../lib/server/routes/wall-page";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ key?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("wall"))("title"), referrer: "no-referrer" };
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const { key } = await searchParams;
  const seed = await firstWall(id, Array.isArray(key) ? key[0] : key);
  if (seed === null) return <WallEnded />;
  return (
    <WallShell installationId={id} startAt={Date.now()}>
      <LiveScopes scopes={[formatScope({ kind: "wall", id })]} seed={seed}>
        <WallPage id={id} demo={isDemo()} />
      </LiveScopes>
    </WallShell>
  );
}
