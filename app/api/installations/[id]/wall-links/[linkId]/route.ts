import { routeMethods } from "../../../../../../lib/server/route-methods";
import { deleteWallLink } from "../../../../../../lib/server/wall-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ DELETE: deleteWallLink });
