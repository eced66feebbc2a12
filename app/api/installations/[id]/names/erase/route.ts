import { routeMethods } from "../../../../../../lib/server/http/route-methods";
import { postErase } from "../../../../../../lib/server/routes/tag-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ POST: postErase });
