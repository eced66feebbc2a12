export { postAssign as POST } from "../../../../lib/server/support-routes";
