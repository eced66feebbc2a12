export { putAvailable as PUT } from "../../../../lib/server/support-routes";
