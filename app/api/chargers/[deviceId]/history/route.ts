import { getHistory } from "../../../../../lib/server/history-route";
import { routeMethods } from "../../../../../lib/server/route-methods";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getHistory });
