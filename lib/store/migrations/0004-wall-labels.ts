/** What people call a link to a wall, to know it again when they revoke it. */
export const wallLabels = `
alter table wall_links add column label text not null default '';
`;
