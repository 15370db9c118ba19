"use client";

import { Dialog } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { KEY_GROUPS } from "./key-groups";

/** All keys on one sheet. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title="Keys">
      <div className="key-groups">
        {KEY_GROUPS.map(({ title, keys }) => (
          <section key={title}>
            <h3 className="label">{title}</h3>
            <dl>
              {keys.map(({ keys: parts, does }) => (
                <div key={does} className="key-line">
                  <dt>
                    {parts.map((part) => (
                      <Kbd key={part}>{part}</Kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
