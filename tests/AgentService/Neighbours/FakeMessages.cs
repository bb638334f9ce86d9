using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Agents.Tests.Neighbours;

/// <summary>
/// ChatService that finds one message for every query, and remembers who looked for what. It has one room, "kitchen", with an owner
/// and a moderator.
/// </summary>
internal sealed class FakeMessages : ChatService.ChatServiceBase
{
    public ConcurrentQueue<(Caller Caller, SearchMessagesRequest Request)> Searches { get; } = [];

    public override Task<GetMemberResponse> GetMember(GetMemberRequest request, ServerCallContext context) => (request.RoomId, request.UserId) switch
    {
        ("kitchen", "olga") => Found(MemberRole.Owner),
        ("kitchen", "mia") => Found(MemberRole.Moderator),
        ("kitchen", _) => throw new DomainError(ErrorCode.NotFound, "MEMBER_NOT_FOUND", "no such member"),
        _ => throw new DomainError(ErrorCode.NotFound, "ROOM_NOT_FOUND", "no such room"),
    };

    public ConcurrentQueue<(Caller Caller, PinMessageRequest Request)> Pins { get; } = [];

    public override Task<PinMessageResponse> PinMessage(PinMessageRequest request, ServerCallContext context)
    {
        Pins.Enqueue((context.GetUser(), request));
        return Task.FromResult(new PinMessageResponse());
    }

    public override Task<SearchMessagesResponse> SearchMessages(SearchMessagesRequest request, ServerCallContext context)
    {
        Searches.Enqueue((context.GetUser(), request));
        var message = new Message
        {
            MessageId = "m7",
            Author = new Participant { UserId = "u2", DisplayName = "Bob" },
            CreateTime = Timestamp.FromDateTime(new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc)),
            Parts = { new ContentPart { Text = new TextContent { Text = "The key is under the mat." } } },
        };
        return Task.FromResult(new SearchMessagesResponse { Matches = { new MessageMatch { Message = message } } });
    }

    /// <summary>What is in the room, oldest first.</summary>
    public ConcurrentQueue<Message> Said { get; } = [];

    /// <summary>People who are in the room besides its owner and its moderator.</summary>
    public ConcurrentQueue<string> Members { get; } = [];

    public override Task<GetMessageResponse> GetMessage(GetMessageRequest request, ServerCallContext context)
    {
        if (!Members.Contains(context.GetUser().UserId))
            throw new DomainError(ErrorCode.PermissionDenied, "NOT_A_MEMBER", "not a member");
        return Said.FirstOrDefault(said => said.MessageId == request.MessageId) is { } found
            ? Task.FromResult(new GetMessageResponse { Message = found })
            : throw new DomainError(ErrorCode.NotFound, "MESSAGE_NOT_FOUND", "no such message");
    }

    public override Task<ListMessagesResponse> ListMessages(ListMessagesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListMessagesResponse { Messages = { Said.Reverse() }, Cursor = "now" });

    public override Task<ListPinsResponse> ListPins(ListPinsRequest request, ServerCallContext context) => Task.FromResult(new ListPinsResponse());

    private static Task<GetMemberResponse> Found(MemberRole role) => Task.FromResult(new GetMemberResponse { Member = new() { Role = role } });
}
