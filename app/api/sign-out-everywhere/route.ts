import { routeMethods } from "../../../lib/server/route-methods";
import { postSignOutEverywhere } from "../../../lib/server/sign-out-route";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ POST: postSignOutEverywhere });
