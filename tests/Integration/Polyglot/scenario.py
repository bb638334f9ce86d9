"""A person in a room through Python's grpcio, with stubs generated from the protos: prints OK or fails.

Usage: scenario.py HOST:PORT STUBS_FOLDER
"""
import queue
import sys
import uuid

sys.path.insert(0, sys.argv[2])

import grpc  # noqa: E402
from google.rpc import error_details_pb2, status_pb2  # noqa: E402
from groupchat.chat.v1 import chat_service_pb2 as chat  # noqa: E402
from groupchat.chat.v1 import chat_service_pb2_grpc as chat_grpc  # noqa: E402
from groupchat.chat.v1 import frame_pb2, message_pb2  # noqa: E402
from groupchat.document.v1 import document_service_pb2 as document  # noqa: E402
from groupchat.document.v1 import document_service_pb2_grpc as document_grpc  # noqa: E402
from groupchat.session.v1 import session_service_pb2 as session  # noqa: E402
from groupchat.session.v1 import session_service_pb2_grpc as session_grpc  # noqa: E402

TIMEOUT = 30


def text_parts(text):
    return [message_pb2.ContentPart(text=message_pb2.TextContent(text=text))]


def reason(error):
    """The ErrorInfo reason in the details of a failed call."""
    details = dict(error.trailing_metadata())["grpc-status-details-bin"]
    for detail in status_pb2.Status.FromString(details).details:
        info = error_details_pb2.ErrorInfo()
        if detail.Unpack(info):
            assert info.domain == "groupchat", info
            return info.reason
    raise AssertionError("no ErrorInfo")


class Stream:
    """A Converse call: frames to send go into a queue, frames received are iterated."""

    def __init__(self, stub, metadata, subscriptions):
        self.outgoing = queue.Queue()
        self.send(chat.ConverseRequest(open=chat.OpenFrame(subscriptions=subscriptions)))
        self.call = stub.Converse(iter(self.outgoing.get, None), metadata=metadata, timeout=TIMEOUT)
        self.frames = (response.frame for response in self.call)

    def send(self, frame):
        self.outgoing.put(frame)

    def until(self, accept):
        for frame in self.frames:
            if accept(frame):
                return frame
        raise AssertionError("the stream ended")

    def close(self):
        self.outgoing.put(None)
        self.call.cancel()


def main(address):
    channel = grpc.insecure_channel(address)
    created = session_grpc.SessionServiceStub(channel).CreateSession(
        session.CreateSessionRequest(display_name="Pythia"), timeout=TIMEOUT)
    metadata = [("authorization", "Bearer " + created.credentials.access_token)]
    rooms = chat_grpc.ChatServiceStub(channel)
    room = "python-" + uuid.uuid4().hex[:8]

    try:
        rooms.ListRooms(chat.ListRoomsRequest(), timeout=TIMEOUT)
        raise AssertionError("a call without a token went through")
    except grpc.RpcError as error:
        assert error.code() == grpc.StatusCode.UNAUTHENTICATED and reason(error) == "TOKEN_MISSING", error

    rooms.CreateRoom(chat.CreateRoomRequest(room_id=room, display_name="Python"), metadata=metadata, timeout=TIMEOUT)
    try:
        rooms.GetRoom(chat.GetRoomRequest(room_id="no-such-room"), metadata=metadata, timeout=TIMEOUT)
        raise AssertionError("an unknown room was found")
    except grpc.RpcError as error:
        assert error.code() == grpc.StatusCode.NOT_FOUND and reason(error) == "ROOM_NOT_FOUND", error

    stream = Stream(rooms, metadata, [frame_pb2.Subscription(room_id=room, start=frame_pb2.START_POSITION_EARLIEST)])
    stream.until(lambda frame: frame.HasField("caught_up"))
    for number in range(3):
        stream.send(chat.ConverseRequest(request_id=str(number), post=chat.PostFrame(message=chat.PostMessageRequest(
            room_id=room, client_message_id=f"m{number}", parts=text_parts(f"snake {number} 🐍")))))
    texts = []
    while len(texts) < 3:
        frame = stream.until(lambda frame: frame.HasField("event") and frame.event.HasField("message_posted"))
        texts.append(frame.event.message_posted.message.parts[0].text.text)
        cursor = frame.event.cursor if len(texts) == 1 else cursor
    assert texts == [f"snake {number} 🐍" for number in range(3)], texts
    stream.close()

    resumed = Stream(rooms, metadata, [frame_pb2.Subscription(room_id=room, cursor=cursor)])
    frame = resumed.until(lambda frame: frame.HasField("event"))
    assert frame.event.message_posted.message.client_message_id == "m1", frame
    resumed.close()

    repeated = rooms.PostMessage(chat.PostMessageRequest(
        room_id=room, client_message_id="m0", parts=text_parts("snake 0 🐍")), metadata=metadata, timeout=TIMEOUT)
    assert repeated.already_existed, repeated

    def upload():
        content = b"# Snakes\n\nA python is a large constrictor that lays eggs.\n"
        yield document.UploadDocumentRequest(header=document.UploadHeader(room_id=room, file_name="snakes.md"))
        yield document.UploadDocumentRequest(data=document.UploadData(bytes=content))

    documents = document_grpc.DocumentServiceStub(channel)
    uploaded = documents.UploadDocument(upload(), metadata=metadata, timeout=TIMEOUT).document
    assert uploaded.title == "Snakes", uploaded
    found = documents.SearchPassages(
        document.SearchPassagesRequest(room_id=room, query="constrictor eggs"), metadata=metadata, timeout=TIMEOUT)
    assert found.matches[0].passage.document_id == uploaded.document_id, found

    asking = Stream(rooms, metadata, [frame_pb2.Subscription(room_id=room)])
    asking.until(lambda frame: frame.HasField("caught_up"))
    asking.send(chat.ConverseRequest(request_id="ask", post=chat.PostFrame(message=chat.PostMessageRequest(
        room_id=room, client_message_id="ask", parts=text_parts("@assistant Does a python lay eggs?")))))
    finished = asking.until(lambda frame: frame.event.HasField("answer_finished")).event.answer_finished.message
    assert finished.answer.state == message_pb2.ANSWER_STATE_COMPLETE, finished
    assert finished.answer.citations and all(citation.verified for citation in finished.answer.citations), finished
    asking.close()
    print("OK")


main(sys.argv[1])
