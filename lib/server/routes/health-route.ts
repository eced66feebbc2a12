import { isLiveRunning, runningLive } from "../app/running-live";
import { json } from "./route";

/** `GET /api/health`: what works, for anybody. 503 until pages can be served. */
export async function getHealth(): Promise<Response> {
  if (!isLiveRunning()) return json({ live: true, ready: false }, 503);
  const health = runningLive().health();
  return json(health, health.ready ? 200 : 503);
}

/** `GET /api/health/live`: the process answers. */
export async function getLiveness(): Promise<Response> {
  return json({ live: true });
}

/** `GET /api/health/ready`: 200 or 503, with nothing else. */
export async function getReadiness(): Promise<Response> {
  const ready = isLiveRunning() && runningLive().health().ready;
  return json({ ready }, ready ? 200 : 503);
}
