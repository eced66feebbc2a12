import { routeMethods } from "../../../../../lib/server/http/route-methods";
import { getPrices, putPrices } from "../../../../../lib/server/routes/prices/price-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getPrices, PUT: putPrices });
