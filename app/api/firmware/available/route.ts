import { routeMethods } from "../../../../lib/server/route-methods";
import { putAvailable } from "../../../../lib/server/support-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ PUT: putAvailable });
