import { routeMethods } from "../../../lib/server/http/route-methods";
import { postSignOutEverywhere } from "../../../lib/server/routes/sign-out-route";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ POST: postSignOutEverywhere });
