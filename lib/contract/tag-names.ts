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

/** `POST /api/installations/{id}/names/erase` (owner): who holds a tag is erased, with all that was told of it until now. */
export interface EraseRequest {
  tag: string;
}

/** What it answers with. */
export interface EraseAnswer {
  /** That had it, and stay without it. */
  sessions: number;
}

/** `PUT /api/installations/{id}/names` (owner): of one tag, in the place of what was entered before; 204. */
export type TagNameRequest = TagNameView;
