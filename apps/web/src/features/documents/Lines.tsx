import classes from './documents.module.css';

/** What is told of a document, name by name. */
export function Lines({ lines }: { lines: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl className={classes.facts}>
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
