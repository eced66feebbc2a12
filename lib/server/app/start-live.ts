import { secureCookies } from "../auth/token";
import { loadEnv } from "../base/env";
import { createLog } from "../base/log";
import { answerParent, endWithParent } from "../base/parent-process";
import { derive } from "../base/secrets";
import { trustedProxies } from "../base/trusted-proxies";
import { createFront, standBefore } from "../http/http-front";
import { type LiveEnv, openLive } from "./live";
import { isLiveRunning, runningLive, setRunningLive } from "./running-live";

const log = createLog("live");

/** How long the first page may wait for what was last known. */
const patienceMs = 1_000;
/** How long the end may take. */
const endMs = 3_000;

function liveEnv(): LiveEnv {
  const { DATABASE_URL, PHASEBOARD_SECRET, ...env } = loadEnv();
  if (DATABASE_URL === undefined) throw new Error("DATABASE_URL is not set; npm start sets it.");
  if (PHASEBOARD_SECRET === undefined) throw new Error("PHASEBOARD_SECRET is not set; npm start sees to it.");
  return { ...env, DATABASE_URL, PHASEBOARD_SECRET };
}

/** What the sign-in library reads from the environment and nowhere else. */
function prepareSignIn(env: LiveEnv): void {
  process.env.NEXTAUTH_SECRET ??= derive(env.PHASEBOARD_SECRET, "sign-in").toString("base64url");
  if (env.PHASEBOARD_URL) process.env.NEXTAUTH_URL ??= env.PHASEBOARD_URL;
  // Without a public address the pages are where the browser found them.
  else process.env.AUTH_TRUST_HOST ??= "1";
}

/**
 * Ends the process by ourselves: Next would wait for open event streams, which never end, and would not wait for what is
 * still to be written.
 */
function endWithSignals(stop: () => Promise<void>): void {
  let ending = false;
  const end = (code: number) => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(code), endMs).unref();
    stop().then(
      () => process.exit(code),
      (error: unknown) => {
        log.error({ err: error }, "did not end cleanly");
        process.exit(code);
      },
    );
  };
  for (const [signal, code] of [
    ["SIGTERM", 143],
    ["SIGINT", 130],
  ] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => end(code));
  }
  endWithParent(() => end(1));
}

/** Starts the one live fleet of this process; does nothing when it runs already. Throws when the configuration lacks something. */
export async function startLive(): Promise<void> {
  if (isLiveRunning()) return;
  const env = liveEnv();
  prepareSignIn(env);
  const trusts = trustedProxies(env.PHASEBOARD_TRUSTED_PROXIES);
  standBefore(createFront({ trusts, https: secureCookies(), log: createLog("http") }));
  const live = openLive(env);
  setRunningLive(live);
  endWithSignals(() => runningLive().stop());
  answerParent();
  await Promise.race([live.restored, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
}
