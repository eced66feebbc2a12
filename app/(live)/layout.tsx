import { headers } from "next/headers";
import type { ReactNode } from "react";
import { LiveShell } from "../../components/shell/live-shell";
import { isDemo, requirePerson } from "../../lib/server/routes/page";

/** The pages for people who are signed in. Each page checks for itself again what its person may see. */
export default async function LiveLayout({ children }: { children: ReactNode }) {
  await headers();
  const { id, name, role, installationIds } = await requirePerson();
  return (
    <LiveShell viewer={{ id, name, role, installationIds }} demo={isDemo()} startAt={Date.now()}>
      {children}
    </LiveShell>
  );
}
