import { browserSurroundings } from "./browser-surroundings";
import { createHub } from "./hub";
import { isToHub } from "./hub-protocol";

/** The shared worker: one hub for all tabs of a browser. Each port is a tab. */
const hub = createHub(browserSurroundings);
let tabs = 0;

self.addEventListener("connect", (event) => {
  const port = event instanceof MessageEvent ? event.ports[0] : undefined;
  if (port === undefined) return;
  tabs += 1;
  const id = String(tabs);
  port.addEventListener("message", ({ data }) => {
    if (isToHub(data)) hub.receive(id, data, (message) => port.postMessage(message));
  });
  port.start();
});
