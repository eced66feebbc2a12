import { browserSurroundings } from "./browser-surroundings";
import { createHub } from "./hub";
import type { OpenLink } from "./hub-protocol";
import { openLeaderLink } from "./leader-link";
import { workerLink } from "./worker-link";

/** The last resort: the tab is its own hub, with a stream of its own. */
const openDirectLink: OpenLink = (_name, take) => {
  const hub = createHub(browserSurroundings);
  let open = true;
  return {
    send: (message) =>
      hub.receive("own", message, (answer) => {
        if (open) take(answer);
      }),
    close: () => {
      open = false;
      hub.close();
    },
  };
};

const withoutWorker: OpenLink = (name, take) => {
  if (typeof BroadcastChannel === "function" && "locks" in navigator) return openLeaderLink(name, take);
  return openDirectLink(name, take);
};

/** The best way to one stream per browser that this browser knows. */
export const openLink: OpenLink = (name, take) => {
  if (typeof SharedWorker === "function") return workerLink(withoutWorker)(name, take);
  return withoutWorker(name, take);
};
