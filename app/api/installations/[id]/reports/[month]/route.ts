import { routeMethods } from "../../../../../../lib/server/http/route-methods";
import { getReport } from "../../../../../../lib/server/routes/reports/report-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getReport });
