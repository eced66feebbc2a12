import { routeMethods } from "../../../../../lib/server/route-methods";
import { getWallSession } from "../../../../../lib/server/wall-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getWallSession });
