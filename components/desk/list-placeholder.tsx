const WIDTHS = ["w-3/5", "w-2/5", "w-1/2", "w-2/3", "w-2/5"];

/** The shape of the list, shown only once waiting is felt. */
export function ListPlaceholder() {
  return (
    <div aria-busy="true" className="late mt-8">
      <p className="sr-only" role="status">
        Loading the articles
      </p>
      <span className="placeholder mb-2 h-3 w-24" />
      {WIDTHS.map((width, row) => (
        <div key={row} className="border-t border-hairline py-4">
          <span className={`placeholder h-5 ${width}`} />
          <span className="placeholder mt-2 h-3 w-40" />
        </div>
      ))}
    </div>
  );
}
