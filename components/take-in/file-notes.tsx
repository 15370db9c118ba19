import { TriangleAlert, Wrench } from "lucide-react";
import type { ManuscriptWarning, Repair } from "@/domain/contract";
import { FileNote, RepairDifference } from "../manuscript/file-note";

interface FileNotesProps {
  warnings: readonly ManuscriptWarning[];
  repairs: readonly Repair[];
}

/** What is to be known of the file, and what was repaired in it. */
export function FileNotes({ warnings, repairs }: FileNotesProps) {
  return (
    <ul>
      {warnings.map(({ message }, index) => (
        <FileNote key={index} icon={<TriangleAlert className="text-warning" />}>
          <p dir="auto">{message}</p>
        </FileNote>
      ))}
      {repairs.map((repair) => (
        <FileNote key={repair.id} icon={<Wrench />}>
          <p dir="auto">{repair.message}</p>
          {repair.type !== "order" && <RepairDifference {...repair} />}
        </FileNote>
      ))}
    </ul>
  );
}
