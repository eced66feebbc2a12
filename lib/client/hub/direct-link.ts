import { browserSurroundings } from "./browser-surroundings";
import { createHub } from "./hub";
import type { OpenLink } from "./link";

/** The last resort: the tab is its own hub, with a stream of its own. */
export const openDirectLink: OpenLink = (_name, take) => {
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
