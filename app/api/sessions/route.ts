import { routeMethods } from "../../../lib/server/http/route-methods";
import { getSessions } from "../../../lib/server/routes/sessions/sessions-route";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getSessions });
