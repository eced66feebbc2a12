import { routeMethods } from "../../../../lib/server/http/route-methods";
import { getReadiness } from "../../../../lib/server/routes/health-route";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getReadiness });
