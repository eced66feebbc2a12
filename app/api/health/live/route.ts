import { routeMethods } from "../../../../lib/server/http/route-methods";
import { getLiveness } from "../../../../lib/server/routes/health-route";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getLiveness });
