import { useConnection } from "../../lib/client/state/use-connection";
import { useLinks } from "../../lib/client/state/use-live";

/** Nothing on the page can be true now: its own stream is gone, or the dashboard has lost its broker. */
export function useStale(): boolean {
  const connection = useConnection();
  const links = useLinks();
  return connection.word === "lost" || links?.broker.up === false;
}
