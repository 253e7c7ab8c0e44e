import { type Message, say } from '../say.ts';
import type { WayOut } from './immutable.ts';

/** Says that a field cannot be changed, what it is in the cluster where that may be shown, and what to do instead. */
export function immutableMessage(field: string, live: string | undefined, wayOut: WayOut): Message {
  return live === undefined ? withoutValue(field, wayOut) : withValue(field, live, wayOut);
}

function withValue(field: string, live: string, wayOut: WayOut): Message {
  switch (wayOut) {
    case 'recreate':
      return say`${field} cannot be changed on an object that exists; the cluster has ${live}. Delete the object and create it anew, or write back what it has.`;
    case 'rename':
      return say`${field} cannot be changed on an object that exists; the cluster has ${live}. Give the new object another name, or delete the old one first.`;
    case 'new claim':
      return say`${field} of a claim cannot be changed; the cluster has ${live}. Make another claim and copy the data, or write back what it has.`;
    case 'pod':
      return say`${field} of a pod cannot be changed; the cluster has ${live}. Delete the pod and create it anew, or let a Deployment or Job do that.`;
  }
}

function withoutValue(field: string, wayOut: WayOut): Message {
  switch (wayOut) {
    case 'recreate':
      return say`${field} cannot be changed on an object that exists, and the cluster has something else. Delete the object and create it anew, or write back what it has.`;
    case 'rename':
      return say`${field} cannot be changed on an object that exists, and the cluster has something else. Give the new object another name, or delete the old one first.`;
    case 'new claim':
      return say`${field} of a claim cannot be changed, and the cluster has something else. Make another claim and copy the data, or write back what it has.`;
    case 'pod':
      return say`${field} of a pod cannot be changed, and the cluster has something else. Delete the pod and create it anew, or let a Deployment or Job do that.`;
  }
}
