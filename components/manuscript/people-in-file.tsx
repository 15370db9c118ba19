import type { MatchedPersonDto } from "@/domain/contract";
import { nameAsWritten } from "@/domain/manuscript/members";

/** Who commented, replied or changed anything in a file, and who of the desk they are. */
export function PeopleInFile({ people }: { people: readonly MatchedPersonDto[] }) {
  return (
    <>
      <h2 className="text-sm font-medium">People in the file</h2>
      <ul className="mt-1 border-b border-hairline text-base">
        {people.map(({ as, member }, index) => (
          <li
            key={index}
            className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-x-4 border-t border-hairline py-1.5"
          >
            <span className="min-w-0 wrap-anywhere">
              <bdi>{nameAsWritten(as)}</bdi>
              {as.email && as.email !== nameAsWritten(as) && (
                <span className="block text-sm text-ink-faint">{as.email}</span>
              )}
            </span>
            <span className="min-w-0 wrap-anywhere text-ink-soft">
              {member ? (
                <>
                  <bdi className="text-ink">{member.name}</bdi>, on the desk
                </>
              ) : (
                "kept as written: nobody on the desk"
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
