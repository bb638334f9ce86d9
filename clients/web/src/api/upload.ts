import { Code } from '@connectrpc/connect';
import { fromJson, type JsonValue } from '@bufbuild/protobuf';
import { UploadDocumentResponseSchema, type UploadDocumentResponse } from '../gen/groupchat/document/v1/document_service_pb';
import { Failure } from './failure';

export interface UploadCall {
  result: Promise<UploadDocumentResponse>;
  abort(): void;
}

/**
 * Uploads a file as a form: the one way in which a browser sends a large body piece by piece and says how far it is.
 * The request id makes it safe to do again.
 */
export function upload(token: string, roomId: string, requestId: string, file: File, onProgress: (share: number) => void): UploadCall {
  const request = new XMLHttpRequest();
  const form = new FormData();
  form.append('request_id', requestId);
  form.append('size_bytes', String(file.size));
  form.append('file', file, file.name);
  const result = new Promise<UploadDocumentResponse>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.upload.onload = () => onProgress(1);
    request.onload = () => {
      try {
        const json = JSON.parse(request.responseText) as JsonValue;
        if (request.status === 200) resolve(fromJson(UploadDocumentResponseSchema, json, { ignoreUnknownFields: true }));
        else reject(Failure.ofJson(json));
      } catch {
        reject(new Failure(Code.Unavailable, '', `The server answered with ${request.status}.`));
      }
    };
    request.onerror = () => reject(new Failure(Code.Unavailable, 'UPLOAD_INCOMPLETE', ''));
    request.onabort = () => reject(new Failure(Code.Canceled, 'ABORTED', ''));
  });
  request.open('POST', `/v1/rooms/${encodeURIComponent(roomId)}/documents`);
  request.setRequestHeader('authorization', `Bearer ${token}`);
  request.send(form);
  return { result, abort: () => request.abort() };
}
