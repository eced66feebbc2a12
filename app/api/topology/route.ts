import { routeMethods } from "../../../lib/server/http/route-methods";
import { getTopology } from "../../../lib/server/routes/support-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getTopology });
