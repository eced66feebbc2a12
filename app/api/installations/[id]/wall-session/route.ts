import { routeMethods } from "../../../../../lib/server/http/route-methods";
import { getWallSession } from "../../../../../lib/server/routes/wall-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getWallSession });
