import { routeMethods } from "../../../../../lib/server/http/route-methods";
import { getAvailability } from "../../../../../lib/server/routes/usage-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getAvailability });
