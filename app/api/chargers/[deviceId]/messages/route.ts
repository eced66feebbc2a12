import { routeMethods } from "../../../../../lib/server/http/route-methods";
import { getMessages } from "../../../../../lib/server/routes/messages-route";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getMessages });
