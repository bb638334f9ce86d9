import { wordsFor } from '../../api/words';
import type { Upload } from '../../state/uploads';
import { useStore } from '../hooks';
import { Icon, IconButton } from '../shared/Icon';
import { formatSize } from '../shared/format';
import { useRoom } from './roomContext';

/** Files on their way into the room. */
export function UploadTray() {
  const { documents } = useRoom();
  const uploads = useStore(documents.uploads);
  if (uploads.length === 0) return null;
  return (
    <ul className="uploads" aria-label="Uploads">
      {uploads.map((upload) => (
        <li key={upload.id} className={`upload ${upload.state}`}>
          <Icon name="documents" />
          <span className="upload-text">
            <strong>{upload.name}</strong>
            <span role={upload.state === 'failed' ? 'alert' : undefined}>{stateText(upload)}</span>
          </span>
          {upload.state === 'sending' && <progress value={upload.share} max={1} aria-label={`Sending ${upload.name}`} />}
          {upload.state === 'indexing' && <progress aria-label={`Reading ${upload.name}`} />}
          {upload.state === 'failed' && upload.failure?.isTransient && <IconButton name="retry" label={`Upload ${upload.name} again`} onClick={() => documents.retry(upload.id)} />}
          <IconButton name="close" label={upload.state === 'sending' ? `Stop uploading ${upload.name}` : `Take ${upload.name} off this list`} onClick={() => documents.dismiss(upload.id)} />
        </li>
      ))}
    </ul>
  );
}

function stateText({ state, share, size, failure }: Upload): string {
  if (state === 'sending') return `${Math.round(share * 100)} % of ${formatSize(size)}`;
  if (state === 'indexing') return 'Being read and indexed…';
  return state === 'ready' ? 'Ready: agents can draw on it' : failure ? wordsFor(failure) : 'Failed';
}
