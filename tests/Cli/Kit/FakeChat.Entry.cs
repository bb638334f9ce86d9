using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>The ways into a room of the fake chat service.</summary>
internal sealed partial class FakeChat
{
    public override Task<InviteMemberResponse> InviteMember(InviteMemberRequest request, ServerCallContext context)
    {
        var room = Enter(request.RoomId, context, out _);
        var answer = new InviteMemberResponse { Cursor = room.Cursor };
        if (request.UserId.StartsWith("agent:", StringComparison.Ordinal))
            answer.Member = new() { Participant = new() { UserId = request.UserId } };
        else
            answer.Invitation = new() { RoomId = request.RoomId, Participant = new() { UserId = request.UserId } };
        return Task.FromResult(answer);
    }

    public override Task<CreateJoinLinkResponse> CreateJoinLink(CreateJoinLinkRequest request, ServerCallContext context)
    {
        Enter(request.RoomId, context, out _);
        return Task.FromResult(new CreateJoinLinkResponse { JoinLink = new() { Token = $"token-for-{request.MaxUses}" } });
    }
}
