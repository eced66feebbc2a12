import type { OpenLink } from "./link";
import { isFromHub } from "./parse-message";

/** The usual way: a shared worker holds the stream for all tabs. */
export const openWorkerLink: OpenLink = (name, take) => {
  const worker = new SharedWorker(new URL("./stream-worker.ts", import.meta.url), { type: "module", name });
  worker.port.addEventListener("message", ({ data }) => {
    if (isFromHub(data)) take(data);
  });
  worker.port.start();
  return {
    send: (message) => worker.port.postMessage(message),
    close: () => {
      worker.port.postMessage({ kind: "leave" });
      worker.port.close();
    },
  };
};
