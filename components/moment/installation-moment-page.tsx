"use client";

import { MomentFrame } from "./moment-frame";
import { MomentPart } from "./moment-part";
import type { MomentInstallation } from "./places";

const load = async () => (await import("./installation-moment")).default;

/** An installation as it was at `at`, ms. */
export function InstallationMomentPage({ installation, at }: { installation: MomentInstallation; at: number }) {
  const { id, name, timeZone } = installation;
  return (
    <MomentFrame at={at} timeZone={timeZone} livePath={`/installations/${id}`}>
      <h1 className="mb-4 font-semibold text-[1.5rem] leading-tight tracking-tight">{name}</h1>
      <MomentPart load={load} given={{ installation, at }} />
    </MomentFrame>
  );
}
