using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Documents.Tests.Neighbours;

/// <summary>As much of ChatService as this service asks for: members of the room "lab".</summary>
internal sealed class FakeChat : ChatService.ChatServiceBase
{
    public override Task<GetMemberResponse> GetMember(GetMemberRequest request, ServerCallContext context)
    {
        Assert.Equal(CallerKind.Service, context.GetCaller().Kind);
        if (request.RoomId == "broken")
            throw new DomainError(ErrorCode.Unavailable, "BROKEN", "down");
        if (request.RoomId != "lab")
            throw new DomainError(ErrorCode.NotFound, "ROOM_NOT_FOUND", "no such room");
        return request.UserId switch
        {
            "alice" => Task.FromResult(new GetMemberResponse { Member = new() { Role = MemberRole.Owner } }),
            "bob" => Task.FromResult(new GetMemberResponse { Member = new() { Role = MemberRole.Member } }),
            _ => throw new DomainError(ErrorCode.NotFound, "MEMBER_NOT_FOUND", "no such member"),
        };
    }
}
