using GroupChat.Chat.Answers;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Log;
using GroupChat.Chat.Marks;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Presence;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Search;
using GroupChat.Chat.Wire;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Chat;

/// <summary>The face of ChatService: rooms and members here, messages and streams in the other parts.</summary>
internal sealed partial class ChatRpc(
    RoomDirectory rooms,
    RoomDesks roomDesks,
    RoomAccess access,
    MessageBoard board,
    MessageDesks desks,
    MessageSearch search,
    AnswerDesk answers,
    TypingDesk typing,
    MarkDesk marks,
    MarkReader unread,
    Cursors cursors,
    DeliveryTools delivery,
    ConversationTools conversations,
    ChatTelemetry telemetry,
    StreamLifetime lifetime) : ChatService.ChatServiceBase
{
    public override async Task<CreateRoomResponse> CreateRoom(CreateRoomRequest request, ServerCallContext context)
    {
        var created = await rooms.CreateAsync(request.ToDomain(), context.Person(), context.CancellationToken);
        return new() { Room = created.Room.ToProto(), Cursor = cursors.Make(created.Room.Ref, created.Sequence) };
    }

    public override async Task<GetRoomResponse> GetRoom(GetRoomRequest request, ServerCallContext context) =>
        new() { Room = (await access.GetRoomAsync(request.RoomId, Viewer(context), context.CancellationToken)).ToProto() };

    public override async Task<ListRoomsResponse> ListRooms(ListRoomsRequest request, ServerCallContext context)
    {
        var page = await rooms.ListAsync(
            request.ToFilter(context.PersonId()), request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Rooms = { page.Items.Select(room => room.ToProto()) }, NextPageToken = page.NextToken };
    }

    public override async Task<JoinRoomResponse> JoinRoom(JoinRoomRequest request, ServerCallContext context)
    {
        var (room, member) = await rooms.JoinAsync(request.RoomId, request.JoinToken, context.Person(), context.CancellationToken);
        return new() { Room = room.ToProto(), Member = member.ToProto(), Cursor = cursors.Make(room.Ref, room.HeadSequence) };
    }

    public override async Task<LeaveRoomResponse> LeaveRoom(LeaveRoomRequest request, ServerCallContext context)
    {
        await rooms.LeaveAsync(request.RoomId, context.PersonId(), context.CancellationToken);
        return new();
    }

    public override async Task<ListMembersResponse> ListMembers(ListMembersRequest request, ServerCallContext context)
    {
        var page = await rooms.ListMembersAsync(
            request.RoomId, context.PersonId(), request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Members = { page.Items.Select(member => member.ToProto()) }, NextPageToken = page.NextToken };
    }

    public override async Task<GetMemberResponse> GetMember(GetMemberRequest request, ServerCallContext context)
    {
        return new() { Member = (await rooms.GetMemberAsync(request.RoomId, request.UserId, Viewer(context), context.CancellationToken)).ToProto() };
    }

    // A service without a user sees every room.
    private static UserId? Viewer(ServerCallContext context) =>
        context.GetCaller().Kind == CallerKind.Service ? null : context.PersonId();
}
