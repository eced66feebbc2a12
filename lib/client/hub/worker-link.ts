import { isFromHub, type Link, type OpenLink, type ToHub } from "./hub-protocol";

/**
 * The usual way: a shared worker holds the stream for all tabs. Where its script cannot be had (the server went away just
 * then), the way that `instead` opens takes its place.
 */
export const workerLink =
  (instead: OpenLink): OpenLink =>
  (name, take) => {
    const worker = new SharedWorker(new URL("./stream-worker.ts", import.meta.url), { type: "module", name });
    let said: ToHub | null = null;
    let other: Link | null = null;
    worker.port.addEventListener("message", ({ data }) => {
      if (isFromHub(data)) take(data);
    });
    worker.port.start();
    worker.addEventListener("error", () => {
      if (other !== null) return;
      other = instead(name, take);
      if (said !== null) other.send(said);
    });
    return {
      send: (message) => {
        said = message;
        if (other === null) worker.port.postMessage(message);
        else other.send(message);
      },
      close: () => {
        other?.close();
        worker.port.postMessage({ kind: "leave" });
        worker.port.close();
      },
    };
  };
