import type { StorageChange } from './storage-change.ts';

/** A change on its way to one document. */
export interface PendingStorageEvent<Document> {
  readonly change: StorageChange;
  readonly from: Document;
  readonly to: Document;
}

/**
 * The `storage` events under way between the documents of one origin. A change is reported to every document open
 * then but the one that made it, later, and in the order in which the changes were made. When, and which
 * document comes first, is for a driver to decide.
 */
export class StorageEvents<Document> {
  readonly #queues = new Map<Document, PendingStorageEvent<Document>[]>();

  open(document: Document): void {
    this.#queues.set(document, []);
  }

  /** Closes a document: events on their way to it are lost. */
  close(document: Document): void {
    this.#queues.delete(document);
  }

  /** Sends a change to all documents but `from`, or to those of them that hear of it now. */
  broadcast(
    change: StorageChange,
    from: Document,
    hears: (to: Document) => boolean = () => true,
  ): readonly PendingStorageEvent<Document>[] {
    const sent: PendingStorageEvent<Document>[] = [];
    for (const [to, queue] of this.#queues) {
      if (to === from || !hears(to)) continue;
      const event = { change, from, to };
      queue.push(event);
      sent.push(event);
    }
    return sent;
  }

  /** The events that may be delivered next: the oldest of each document. */
  deliverable(): readonly PendingStorageEvent<Document>[] {
    return [...this.#queues.values()].flatMap((queue) => queue.slice(0, 1));
  }

  /** Notes that one of the {@link deliverable} is delivered. */
  deliver({ to }: PendingStorageEvent<Document>): void {
    this.#queues.get(to)?.shift();
  }
}
