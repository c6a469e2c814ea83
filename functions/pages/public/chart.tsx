/** Draws bars as SVG. Every chart stands above a table with the same figures. */

export type Bar = { label: string; values: readonly (number | null)[] };
type Props = { title: string; series: readonly string[]; classes: readonly string[]; bars: readonly Bar[] };

/** Units of the drawing: it is scaled to the screen's width. */
const size = { width: 340, bar: 14, gap: 12, label: 18, value: 44 };

export function Chart({ title, series, classes, bars }: Props) {
  const most = Math.max(1, ...bars.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const rowHeight = size.label + series.length * size.bar + size.gap;
  const wide = (value: number | null): number => Math.round(((value ?? 0) / most) * (size.width - size.value));
  return (
    <figure>
      <figcaption>
        <b>{title}</b>
        <ul class="key">
          {series.map((name, i) => (
            <li>
              <svg viewBox="0 0 1 1" aria-hidden="true">
                <rect width="1" height="1" class={classes[i]} />
              </svg>{' '}
              {name}
            </li>
          ))}
        </ul>
      </figcaption>
      <svg class="chart" viewBox={`0 0 ${size.width} ${bars.length * rowHeight}`} role="img" aria-label={title}>
        {bars.map(({ label, values }, row) => (
          <g transform={`translate(0 ${row * rowHeight})`}>
            <text y={size.label - 5}>{label}</text>
            {values.map((value, i) => (
              <>
                <rect y={size.label + i * size.bar} width={wide(value)} height={size.bar - 2} class={classes[i]} />
                <text x={wide(value) + 5} y={size.label + i * size.bar + 11}>
                  {value ?? '–'}
                </text>
              </>
            ))}
          </g>
        ))}
      </svg>
    </figure>
  );
}
