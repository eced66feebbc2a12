import { redirect } from "next/navigation";
import { requirePage } from "../../../../lib/server/routes/page";
import { latestReport } from "../../../../lib/server/routes/reports/report-pages";
import { ownedInstallation } from "../../../../lib/server/routes/sessions/session-pages";

interface Props {
  params: Promise<{ id: string }>;
}

/** The month before this one: the last that is over. */
export default async function Page({ params }: Props) {
  const person = await requirePage("reports");
  redirect(latestReport(ownedInstallation(person, (await params).id)));
}
