import { routeMethods } from "../../../../../lib/server/http/route-methods";
import { getChargerMoment } from "../../../../../lib/server/routes/moment-route";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getChargerMoment });
