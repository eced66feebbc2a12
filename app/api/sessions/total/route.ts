import { routeMethods } from "../../../../lib/server/http/route-methods";
import { getSessionTotal } from "../../../../lib/server/routes/sessions/sessions-route";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getSessionTotal });
