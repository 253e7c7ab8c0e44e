import { after, before, suite } from 'node:test';
import { applies } from './applies.ts';
import { ourClient } from './clients.ts';
import { type ContractServer, closeDoors, type Doors, openDoors } from './contractServer.ts';
import { deletions } from './deletes.ts';
import { deploys } from './deploys.ts';
import { discovery } from './discoveries.ts';
import { lists } from './lists.ts';
import { logs } from './logs.ts';
import { refusals } from './refusals.ts';
import { schemas } from './schemas.ts';
import { watches } from './watches.ts';
import { workloads } from './workloads.ts';
import { writes } from './writes.ts';

const parts = [
  discovery,
  schemas,
  lists,
  watches,
  writes,
  refusals,
  applies,
  deletions,
  workloads,
  logs,
  ourClient,
  deploys,
];

/** Everything that Timonel relies on in a cluster. The same for every server: where one differs, that one is wrong. */
export function contractSuite(name: string, start: () => Promise<ContractServer>): void {
  suite(name, () => {
    let doors: Doors | undefined;
    before(async () => {
      doors = await openDoors(await start());
    });
    after(async () => {
      if (!doors) return;
      closeDoors(doors);
      await doors.server.stop();
    });
    const opened = () => {
      if (!doors) throw new Error('the server did not start');
      return doors;
    };
    for (const part of parts) suite(part.title, () => part.define(opened));
  });
}
