import type { Clock } from '../../base/clock.ts';
import { Emitter } from '../../base/event.ts';
import { Owner } from '../../base/owner.ts';
import type { FeedState } from '../../cluster/feed.ts';
import { oneObjectFeed, type WholeObject } from '../../cluster/oneObjectFeed.ts';
import { kinds, type WireObject } from '../../cluster/resource.ts';
import { describeObject } from '../../tree/describe.ts';
import { cleanObject } from '../../tree/objectYaml.ts';
import { wordsOf } from '../failureNotice.ts';
import type { ClusterSession } from '../session/clusterSession.ts';
import type { ObjectAddress } from './objectUri.ts';

/** Changes are gathered for so long before a document is written anew. */
const settleMs = 250;
const eventTimeoutMs = 5_000;

interface DocumentWords {
  /** Said above the last state of an object that was deleted. */
  readonly deleted: string;
  readonly notFound: string;
}

/** The text of one object, followed while its document is open. */
export class ObjectDocument extends Owner {
  readonly #session: ClusterSession;
  readonly #address: ObjectAddress;
  readonly #clock: Clock;
  readonly #words: DocumentWords;
  readonly #feed;
  readonly #changed = this.own(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  #last: WholeObject | undefined;
  #isSettling = false;

  constructor(
    session: ClusterSession,
    address: ObjectAddress,
    parts: { clock: Clock; words: DocumentWords },
  ) {
    super();
    this.#session = session;
    this.#address = address;
    this.#clock = parts.clock;
    this.#words = parts.words;
    this.#feed = this.own(
      oneObjectFeed(session.client, address.target.ref, { clock: parts.clock, random: Math.random }),
    );
    this.own(this.#feed.onDidChange(() => this.#settle()));
    this.own(this.#feed.use());
  }

  /** The text as of now; waits for the first word of the server. */
  async text(): Promise<string> {
    const state = await this.#firstWord();
    const [present] = this.#feed.items.values();
    this.#last = present ?? this.#last;
    if (!this.#last) return 'failure' in state ? wordsOf(state.failure) : this.#words.notFound;
    const text = await this.#write(this.#last.wire);
    return present ? text : `${this.#words.deleted}\n\n${text}`;
  }

  async #write(wire: WireObject): Promise<string> {
    if (this.#address.look === 'describe') return describeObject(wire, await this.#events());
    const { stringify } = await import(/* webpackChunkName: "yaml" */ 'yaml');
    return stringify(cleanObject(wire), { lineWidth: 0, aliasDuplicateObjects: false });
  }

  async #events(): Promise<readonly WireObject[]> {
    const namespace = this.#last?.namespace || 'default';
    const query = { namespace, fieldSelector: `involvedObject.uid=${this.#last?.uid ?? ''}`, limit: 200 };
    const listed = await this.#session.client.listPage(
      kinds.events,
      query,
      AbortSignal.timeout(eventTimeoutMs),
    );
    return listed.ok ? listed.value.items : [];
  }

  #firstWord(): Promise<FeedState> {
    return new Promise(resolve => {
      const isSaid = () => this.#feed.state.kind !== 'loading' || this.#feed.items.size > 0;
      if (isSaid()) return resolve(this.#feed.state);
      const subscription = this.own(
        this.#feed.onDidChangeState(state => {
          if (!isSaid()) return;
          this.release(subscription);
          resolve(state);
        }),
      );
    });
  }

  #settle(): void {
    if (this.#isSettling) return;
    this.#isSettling = true;
    this.own(
      this.#clock.after(settleMs, () => {
        this.#isSettling = false;
        this.#changed.fire();
      }),
    );
  }
}
