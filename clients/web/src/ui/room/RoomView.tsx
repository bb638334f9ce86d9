import { useEffect, useLayoutEffect, useMemo, useState, type DragEvent } from 'react';
import type { Citation } from '../../state/model';
import type { Room } from '../../state/room';
import { RoomDocuments } from '../../state/uploads';
import { ConnectionBar } from '../ConnectionState';
import { useChat } from '../context';
import { usePart, useStore } from '../hooks';
import { CitationPanel } from '../panels/CitationPanel';
import { DocumentsPanel } from '../panels/DocumentsPanel';
import { PeoplePanel } from '../panels/PeoplePanel';
import { IconButton } from '../shared/Icon';
import { plural } from '../shared/format';
import { Composer } from './Composer';
import { RoomContext } from './roomContext';
import { Timeline } from './Timeline';
import { UploadTray } from './UploadTray';

export type Panel = { kind: 'documents' } | { kind: 'people' } | { kind: 'citation'; citation: Citation };

/** One room: who is there, what is said, and where to say something. */
export function RoomView({ room, onBack }: { room: Room; onBack: () => void }) {
  const { api, session, chat } = useChat();
  const { facts } = useStore(room.state);
  const [panel, setPanel] = useState<Panel | undefined>();
  const [editing, setEditing] = useState<string | undefined>();
  const documents = useMemo(() => new RoomDocuments(facts.id, api, session), [facts.id, api, session]);
  // Before anything is taken for read: what is new is shown as new.
  useLayoutEffect(() => void chat.open(facts.id), [chat, facts.id]);
  useEffect(() => () => documents.close(), [documents]);

  const context = useMemo(() => ({ room, documents, editing, setEditing, showCitation: (citation: Citation) => setPanel({ kind: 'citation', citation }) }), [room, documents, editing]);
  const toggle = (kind: 'documents' | 'people') => setPanel((now) => (now?.kind === kind ? undefined : { kind }));

  return (
    <RoomContext value={context}>
      <main className="room" data-panel={panel ? 'open' : 'closed'}>
        <DropZone onFiles={(files) => documents.add(files)}>
          <header className="room-head">
            <IconButton name="back" label="All rooms" className="narrow-only" onClick={onBack} />
            <div className="room-title">
              <h1>{facts.name}</h1>
              {facts.topic && <p title={facts.topic}>{facts.topic}</p>}
            </div>
            <Presence room={room} isOpen={panel?.kind === 'people'} onToggle={() => toggle('people')} />
            <IconButton name="documents" label="Documents" aria-expanded={panel?.kind === 'documents'} onClick={() => toggle('documents')} />
          </header>
          <ConnectionBar />
          <Timeline />
          <UploadTray />
          <Composer />
        </DropZone>
        {panel?.kind === 'documents' && <DocumentsPanel onClose={() => setPanel(undefined)} />}
        {panel?.kind === 'people' && <PeoplePanel onClose={() => setPanel(undefined)} onLeft={onBack} />}
        {panel?.kind === 'citation' && <CitationPanel citation={panel.citation} onClose={() => setPanel(undefined)} />}
      </main>
    </RoomContext>
  );
}

function Presence({ room, isOpen, onToggle }: { room: Room; isOpen: boolean; onToggle: () => void }) {
  const { facts, present } = useStore(room.state);
  const { chat } = useChat();
  const isConnected = usePart(chat.connection.state, ({ status }) => status === 'open');
  const here = present.length + 1;
  const label = `${plural(facts.memberCount, 'member')}, ${here} here now`;
  return (
    <button type="button" className="presence" aria-label={label} title={label} aria-expanded={isOpen} onClick={onToggle}>
      <span className={`presence-dot ${isConnected ? '' : 'off'}`} aria-hidden="true" />
      {here} <span className="wide-only">here</span>
    </button>
  );
}

/** Files may be dropped anywhere on the conversation. */
function DropZone({ onFiles, children }: { onFiles: (files: FileList) => void; children: React.ReactNode }) {
  const [depth, setDepth] = useState(0);
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    <section
      className="conversation"
      onDragEnter={(event) => hasFiles(event) && setDepth((now) => now + 1)}
      onDragLeave={(event) => hasFiles(event) && setDepth((now) => now - 1)}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setDepth(0);
        onFiles(event.dataTransfer.files);
      }}
    >
      {children}
      {depth > 0 && <div className="drop-hint">Drop files to add them to this room</div>}
    </section>
  );
}
