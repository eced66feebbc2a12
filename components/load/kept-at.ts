import { lineNames } from "../../lib/domain/phase";
import type { BindingLimit, InstallationView } from "../../lib/domain/view";

/** What is kept free for chargers that are not online where a limit binds, in A; 0: nothing, or it is no fuse on a line. */
export function keptAt(
  installation: Pick<InstallationView, "phases" | "circuits"> | undefined,
  circuitId: string | null,
  limit: BindingLimit | null | undefined,
): number {
  if (!installation || !limit?.line || (limit.of !== "circuit" && limit.of !== "installation")) return 0;
  const circuit = installation.circuits.find(({ id }) => id === circuitId);
  const phases = limit.of === "circuit" ? circuit?.phases : installation.phases;
  return phases?.keptA?.[lineNames.indexOf(limit.line)] ?? 0;
}
