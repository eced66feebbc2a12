import { getHealth } from "../../../lib/server/health-route";
import { routeMethods } from "../../../lib/server/route-methods";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getHealth });
