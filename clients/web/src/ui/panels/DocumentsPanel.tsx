import { useEffect } from 'react';
import { reasonText } from '../../api/words';
import type { Document } from '../../state/uploads';
import { useChat } from '../context';
import { useStore } from '../hooks';
import { IconButton } from '../shared/Icon';
import { formatSize, plural } from '../shared/format';
import { useRoom } from '../room/roomContext';
import { Panel } from './Panel';

/** What the agents of this room can draw on. */
export function DocumentsPanel({ onClose }: { onClose: () => void }) {
  const { chat } = useChat();
  const { documents } = useRoom();
  const { status, list } = useStore(documents.documents);
  useEffect(() => void documents.load(), [documents]);
  return (
    <Panel title="Documents" onClose={onClose}>
      {status === 'loading' && <p className="fine">Loading…</p>}
      {status === 'failed' && (
        <p className="problem" role="alert">
          The list could not be loaded.{' '}
          <button type="button" className="link-button" onClick={() => void documents.load()}>
            Try again
          </button>
        </p>
      )}
      {status === 'ready' && list.length === 0 && <p className="fine">No documents yet. Drop plain text, Markdown or HTML on the conversation, then ask an agent about it.</p>}
      <ul className="documents">
        {list.map((document) => (
          <li key={document.id} className={`document ${document.state}`}>
            <span className="document-text">
              <strong>{document.title || document.fileName}</strong>
              <span>{describe(document)}</span>
            </span>
            {document.creatorId === chat.me.id && <IconButton name="trash" label={`Delete ${document.title || document.fileName}`} onClick={() => void documents.delete(document.id).catch((error: unknown) => chat.say(error))} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function describe({ state, failureReason, passages, size }: Document): string {
  if (state === 'indexing') return 'Being indexed…';
  if (state === 'failed') return `Could not be indexed. ${reasonText(failureReason)}`;
  return `${plural(passages, 'passage')}, ${formatSize(size)}`;
}
