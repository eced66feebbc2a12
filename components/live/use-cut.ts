import { useConnection } from "../../lib/client/state/use-connection";
import { useLinks } from "../../lib/client/state/use-live";

/** A silence that is no charger's: the page's own stream is gone, or the dashboard has lost its broker. */
export type Cut = "page" | "broker";

/** What keeps the page from hearing anything of now; null: nothing does. The page's own loss hides what became of the broker. */
export function useCut(): Cut | null {
  const { word } = useConnection();
  const links = useLinks();
  if (word === "lost") return "page";
  return links?.broker.up === false ? "broker" : null;
}
