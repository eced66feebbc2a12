/** Called by Next once per server process: starts the live fleet, in the Node runtime alone and never during a build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { start } = await import("./instrumentation-node");
  await start();
}
