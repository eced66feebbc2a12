import { routeMethods } from "../../../../../lib/server/route-methods";
import { getWallLinks, postWallLink } from "../../../../../lib/server/wall-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getWallLinks, POST: postWallLink });
