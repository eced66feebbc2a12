import { routeMethods } from "../../../../../lib/server/http/route-methods";
import { getSigned } from "../../../../../lib/server/routes/sessions-route";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getSigned });
