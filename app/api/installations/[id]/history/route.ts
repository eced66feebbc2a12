import { routeMethods } from "../../../../../lib/server/http/route-methods";
import { getInstallationHistory } from "../../../../../lib/server/routes/history-route";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getInstallationHistory });
