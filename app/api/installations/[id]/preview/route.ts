import { routeMethods } from "../../../../../lib/server/http/route-methods";
import { postPreview } from "../../../../../lib/server/routes/settings-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ POST: postPreview });
