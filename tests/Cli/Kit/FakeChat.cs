using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>The unary half of the fake chat service.</summary>
internal sealed partial class FakeChat(FakeState state) : ChatService.ChatServiceBase
{
    public override Task<CreateRoomResponse> CreateRoom(CreateRoomRequest request, ServerCallContext context)
    {
        var caller = state.Caller(context);
        if (state.Rooms().Exists(known => known.RoomId == request.RoomId))
            throw FakeErrors.Of(StatusCode.AlreadyExists, "ROOM_ID_TAKEN", $"there is a room {request.RoomId} already");
        var room = state.AddRoom(request.RoomId, "assistant");
        room.Join(caller);
        return Task.FromResult(new CreateRoomResponse { Room = room.ToRoom(), Cursor = room.Cursor });
    }

    public override Task<ListRoomsResponse> ListRooms(ListRoomsRequest request, ServerCallContext context)
    {
        var caller = state.Caller(context);
        var rooms = state.Rooms()
            .Where(room => !request.JoinedOnly || room.Members.Any(member => member.Participant.UserId == caller.UserId))
            .Select(room => room.ToRoom()).ToList();
        var skip = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken);
        // Small pages, so that a client that forgets to ask on is found out.
        var answer = new ListRoomsResponse { NextPageToken = skip + 2 < rooms.Count ? $"{skip + 2}" : "" };
        answer.Rooms.AddRange(rooms.Skip(skip).Take(2));
        return Task.FromResult(answer);
    }

    public override Task<JoinRoomResponse> JoinRoom(JoinRoomRequest request, ServerCallContext context)
    {
        var caller = state.Caller(context);
        var room = state.Room(request.RoomId);
        var member = room.Join(caller);
        return Task.FromResult(new JoinRoomResponse { Room = room.ToRoom(), Member = member, Cursor = room.Cursor });
    }

    public override Task<LeaveRoomResponse> LeaveRoom(LeaveRoomRequest request, ServerCallContext context)
    {
        state.Room(request.RoomId).Leave(state.Caller(context));
        return Task.FromResult(new LeaveRoomResponse());
    }

    public override Task<ListMembersResponse> ListMembers(ListMembersRequest request, ServerCallContext context)
    {
        var room = Enter(request.RoomId, context, out _);
        var answer = new ListMembersResponse();
        answer.Members.AddRange(room.Members);
        return Task.FromResult(answer);
    }

    public override Task<PostMessageResponse> PostMessage(PostMessageRequest request, ServerCallContext context)
    {
        var room = Enter(request.RoomId, context, out var caller);
        return Task.FromResult(Post(room, caller, request));
    }

    public override Task<GetMessageResponse> GetMessage(GetMessageRequest request, ServerCallContext context) =>
        Task.FromResult(new GetMessageResponse { Message = Enter(request.RoomId, context, out _).Message(request.MessageId) });

    public override Task<ListMessagesResponse> ListMessages(ListMessagesRequest request, ServerCallContext context)
    {
        var room = Enter(request.RoomId, context, out _);
        var messages = room.Messages();
        var skip = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken);
        var answer = new ListMessagesResponse { Cursor = room.Cursor };
        answer.Messages.AddRange(messages.Skip(skip).Take(request.PageSize));
        answer.NextPageToken = skip + request.PageSize < messages.Count ? $"{skip + request.PageSize}" : "";
        return Task.FromResult(answer);
    }

    public override Task<SearchMessagesResponse> SearchMessages(SearchMessagesRequest request, ServerCallContext context)
    {
        state.Caller(context);
        lock (state.Gate)
            state.Searches.Add(request);
        var skip = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken);
        var found = state.Matches.Skip(skip).Take(Math.Min(2, request.PageSize)).ToList();
        var next = skip + found.Count < state.Matches.Count ? $"{skip + found.Count}" : "";
        return Task.FromResult(new SearchMessagesResponse { Matches = { found }, NextPageToken = next });
    }

    public override Task<ListUnreadResponse> ListUnread(ListUnreadRequest request, ServerCallContext context)
    {
        var caller = state.Caller(context);
        var rooms = state.Rooms().Where(room => room.Members.Any(member => member.Participant.UserId == caller.UserId)).ToList();
        var skip = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken);
        var answer = new ListUnreadResponse { NextPageToken = skip + 1 < rooms.Count ? $"{skip + 1}" : "" };
        foreach (var room in rooms.Skip(skip).Take(1))
            answer.Rooms.Add(new RoomUnread { Room = room.ToRoom(), UnreadCount = room.Messages().Count, MentionCount = 1 });
        return Task.FromResult(answer);
    }

    public override Task<ListEventsResponse> ListEvents(ListEventsRequest request, ServerCallContext context)
    {
        var room = Enter(request.RoomId, context, out _);
        var from = request.Cursor.Length == 0 ? 0 : room.SequenceOf(request.Cursor);
        var answer = new ListEventsResponse { HeadSequence = room.Log.Count };
        answer.Events.AddRange(room.Log.Skip(from).Take(Math.Min(request.PageSize, 3)));
        answer.NextCursor = room.CursorAt(from + answer.Events.Count);
        return Task.FromResult(answer);
    }

    public override Task<CancelAnswerResponse> CancelAnswer(CancelAnswerRequest request, ServerCallContext context)
    {
        var room = Enter(request.RoomId, context, out var caller);
        return Task.FromResult(new CancelAnswerResponse { Message = Cancel(room, caller, request.MessageId) });
    }

    private FakeRoom Enter(string roomId, ServerCallContext context, out Participant caller)
    {
        caller = state.Caller(context);
        var room = state.Room(roomId);
        room.RequireMember(caller);
        return room;
    }

    private static PostMessageResponse Post(FakeRoom room, Participant author, PostMessageRequest request)
    {
        room.RequireMember(author);
        var text = request.Parts[0].Text.Text;
        return string.IsNullOrWhiteSpace(text)
            ? throw FakeErrors.Of(StatusCode.InvalidArgument, "MESSAGE_EMPTY", "a message needs text")
            : room.Post(author, text, request.ClientMessageId);
    }

    private static Message Cancel(FakeRoom room, Participant caller, string messageId)
    {
        var message = room.Message(messageId);
        if (message.Answer?.State != AnswerState.Generating)
            return message;
        message.Answer.State = AnswerState.Cancelled;
        message.Answer.CancelledBy = caller;
        room.Append(new() { AnswerFinished = new() { Message = message } });
        return message;
    }
}
