import { routeMethods } from "../../../../../../lib/server/http/route-methods";
import { deleteWallLink } from "../../../../../../lib/server/routes/wall-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ DELETE: deleteWallLink });
