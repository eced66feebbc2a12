/** Whom a tag belongs to at an installation. */
export interface TagNameView {
  /** As chargers send it. */
  tag: string;
  name: string;
  /** A flat, a firm, a household. Null: none. */
  group: string | null;
}

/** `GET /api/installations/{id}/names` (owner). Instants: ms since 1970. */
export interface TagNamesAnswer {
  /** By name. */
  names: TagNameView[];
  /** Tags that charged there lately and have no name, the last first. */
  nameless: { tag: string; sessions: number; lastAt: number }[];
}

/** `PUT /api/installations/{id}/names` (owner): of one tag, in the place of what was entered before; 204. */
export type TagNameRequest = TagNameView;
