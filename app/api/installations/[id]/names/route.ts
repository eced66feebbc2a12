import { routeMethods } from "../../../../../lib/server/http/route-methods";
import { deleteTagName, getTagNames, putTagName } from "../../../../../lib/server/routes/tag-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({
  GET: getTagNames,
  PUT: putTagName,
  DELETE: deleteTagName,
});
