import { Code } from '@connectrpc/connect';
import type { Api, Tokens } from '../api/clients';
import { Failure } from '../api/failure';
import { upload, type UploadCall } from '../api/upload';
import { DocumentState, type Document as WireDocument } from '../gen/groupchat/document/v1/document_pb';
import { newId } from './ids';
import { Store } from './store';

export interface Upload {
  id: string;
  name: string;
  size: number;
  state: 'sending' | 'indexing' | 'ready' | 'failed';
  /** 0 to 1. */
  share: number;
  failure: Failure | undefined;
  file: File;
}

export interface Document {
  id: string;
  title: string;
  fileName: string;
  sourceUrl: string;
  size: number;
  state: 'indexing' | 'ready' | 'failed';
  failureReason: string;
  passages: number;
  creatorId: string;
}

export interface Documents {
  status: 'loading' | 'failed' | 'ready';
  list: readonly Document[];
}

const MOST_BYTES = 10 * 1024 * 1024;
const LOOK_AGAIN = 2_000;
/** How long it is said that a file has arrived. */
const SHOWN = 8_000;

/** The documents of one room, and those on their way to it. */
export class RoomDocuments {
  readonly documents = new Store<Documents>({ status: 'loading', list: [] });
  readonly uploads = new Store<readonly Upload[]>([]);
  readonly #calls = new Map<string, UploadCall>();
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly roomId: string,
    private readonly api: Api,
    private readonly tokens: Tokens,
  ) {}

  /** Reads the list, and again while something in it is being worked on. */
  async load(): Promise<void> {
    clearTimeout(this.#again);
    try {
      const { documents } = await this.api.documents.listDocuments({ roomId: this.roomId, pageSize: 200 });
      this.documents.set({ status: 'ready', list: documents.map(toDocument) });
      if (documents.some((one) => one.state === DocumentState.INDEXING)) this.#again = setTimeout(() => void this.load(), LOOK_AGAIN);
    } catch {
      this.documents.update(({ list }) => ({ status: 'failed', list }));
    }
  }

  close(): void {
    clearTimeout(this.#again);
  }

  add(files: Iterable<File>): void {
    for (const file of files) {
      const one: Upload = { id: newId(), name: file.name, size: file.size, state: 'sending', share: 0, failure: undefined, file };
      this.uploads.update((all) => [...all, one]);
      void this.#run(one);
    }
  }

  /** The same upload once more: what the server has already, it returns. */
  retry(id: string): void {
    const one = this.uploads.value.find((upload) => upload.id === id);
    if (one) void this.#run(one);
  }

  dismiss(id: string): void {
    this.#calls.get(id)?.abort();
    this.uploads.update((all) => all.filter((one) => one.id !== id));
  }

  async delete(documentId: string): Promise<void> {
    await this.api.documents.deleteDocument({ documentId });
    await this.load();
  }

  /** The passage that a citation was taken from, when it is still there. */
  async passage(documentId: string, passageId: string, quote: string): Promise<string | undefined> {
    const { matches } = await this.api.documents.searchPassages({ roomId: this.roomId, query: quote.slice(0, 1000), limit: 10 });
    const found = matches.find(({ passage }) => passage?.passageId === passageId) ?? matches.find(({ passage }) => passage?.documentId === documentId && passage.text.includes(quote));
    return found?.passage?.text;
  }

  async #run({ id, file }: Upload): Promise<void> {
    const change = (part: Partial<Upload>) => this.uploads.update((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)));
    change({ state: 'sending', share: 0, failure: undefined });
    try {
      if (file.size > MOST_BYTES) throw new Failure(Code.ResourceExhausted, 'DOCUMENT_TOO_LARGE', '');
      const call = upload(await this.tokens.current(), this.roomId, id, file, (share) => change({ share, state: share < 1 ? 'sending' : 'indexing' }));
      this.#calls.set(id, call);
      const { document } = await call.result;
      change(document?.state === DocumentState.FAILED ? { state: 'failed', failure: new Failure(Code.Internal, document.failureReason, document.failureReason) } : { state: 'ready', share: 1 });
      if (document?.state === DocumentState.READY) setTimeout(() => this.dismiss(id), SHOWN);
      await this.load();
    } catch (error) {
      change({ state: 'failed', failure: Failure.of(error) });
    } finally {
      this.#calls.delete(id);
    }
  }
}

function toDocument(from: WireDocument): Document {
  return {
    id: from.documentId,
    title: from.title,
    fileName: from.fileName,
    sourceUrl: from.sourceUrl,
    size: Number(from.sizeBytes),
    state: from.state === DocumentState.READY ? 'ready' : from.state === DocumentState.FAILED ? 'failed' : 'indexing',
    failureReason: from.failureReason,
    passages: from.passageCount,
    creatorId: from.creatorUserId,
  };
}
