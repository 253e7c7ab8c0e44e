import { after, before, suite } from 'node:test';
import { testApplies } from './applies.ts';
import { testClient } from './clients.ts';
import { type ContractServer, closeDoors, type Doors, openDoors } from './contractServer.ts';
import { testDeletes } from './deletes.ts';
import { testDeploys } from './deploys.ts';
import { testDiscoveries } from './discoveries.ts';
import { testLists } from './lists.ts';
import { testLogs } from './logs.ts';
import { testWatches } from './watches.ts';
import { testWorkloads } from './workloads.ts';
import { testWrites } from './writes.ts';

const parts = {
  'it describes itself': testDiscoveries,
  lists: testLists,
  watches: testWatches,
  writes: testWrites,
  'server-side apply': testApplies,
  deletions: testDeletes,
  workloads: testWorkloads,
  logs: testLogs,
  'our client': testClient,
  deploys: testDeploys,
} as const;

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
    for (const [title, define] of Object.entries(parts)) suite(title, () => define(opened));
  });
}
