import { pathNotFound } from "../../../lib/server/http/route-methods";

export {
  pathNotFound as DELETE,
  pathNotFound as GET,
  pathNotFound as HEAD,
  pathNotFound as OPTIONS,
  pathNotFound as PATCH,
  pathNotFound as POST,
  pathNotFound as PUT,
};
