import { Field, fieldLook } from "../../ui/field";

interface Props {
  label: string;
  value: string;
  /** In words; null: nothing is wrong. */
  fault: string | null;
  onChange(value: string): void;
  /** What it is: a number is typed with a phone's numbers. */
  kind?: "text" | "number" | "date";
  /** Behind the number. */
  unit?: string;
  most?: number;
  min?: string;
}

/** A field for one value, with what is wrong with it. */
export function TextField({ label, value, fault, onChange, kind = "text", unit, most, min }: Props) {
  return (
    <Field label={unit === undefined ? label : `${label}, ${unit}`} fault={fault}>
      {(id, wrong) => (
        <input
          id={id}
          type={kind === "date" ? "date" : "text"}
          inputMode={kind === "number" ? "decimal" : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={most}
          min={min}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          {...wrong}
          className={`${kind === "text" ? "" : "num"} ${fieldLook}`}
        />
      )}
    </Field>
  );
}
