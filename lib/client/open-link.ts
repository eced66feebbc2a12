import { openDirectLink } from "./direct-link";
import { openLeaderLink } from "./leader-link";
import type { OpenLink } from "./link";
import { openWorkerLink } from "./worker-link";

/** The best way to one stream per browser that this browser knows. */
export const openLink: OpenLink = (name, take) => {
  if (typeof SharedWorker === "function") return openWorkerLink(name, take);
  if (typeof BroadcastChannel === "function" && "locks" in navigator) return openLeaderLink(name, take);
  return openDirectLink(name, take);
};
