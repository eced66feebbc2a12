import { routeMethods } from "../../../../../../lib/server/http/route-methods";
import { getPublishedPrices, postPublishedPrices } from "../../../../../../lib/server/routes/prices/published-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({
  GET: getPublishedPrices,
  POST: postPublishedPrices,
});
