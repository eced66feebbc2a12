import type { LineIndex } from "../../lib/domain/electrical/phase";

/** An installation as it is entered now. */
export interface MomentInstallation {
  id: string;
  name: string;
  timeZone: string;
  mainFuseA: number;
  /** That it has. */
  lines: readonly LineIndex[];
}

/** A charger, and where it hangs now. */
export interface MomentCharger {
  deviceId: string;
  name: string;
  installation: { id: string; name: string; timeZone: string } | null;
  circuitName: string | null;
  /** Those of its installation. */
  lines: readonly LineIndex[];
}
