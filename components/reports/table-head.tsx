import { head } from "./table-look";

interface Column {
  name: string;
  /** Below its name. */
  unit?: string;
}

/** The head of a table whose first column names its rows. */
export function TableHead({ columns }: { columns: readonly Column[] }) {
  return (
    <thead className="bg-sunken text-ink-2">
      <tr>
        {columns.map(({ name, unit }, index) => (
          <th key={name} scope="col" className={`${head} ${index === 0 ? "text-left" : ""}`}>
            {name}
            {unit !== undefined && <span className="block font-normal text-ink-3">{unit}</span>}
          </th>
        ))}
      </tr>
    </thead>
  );
}
