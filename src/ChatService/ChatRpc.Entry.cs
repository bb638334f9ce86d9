using GroupChat.Chat.Wire;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Chat;

/// <summary>Invitations, agents, join links and direct rooms.</summary>
internal sealed partial class ChatRpc
{
    public override async Task<InviteMemberResponse> InviteMember(InviteMemberRequest request, ServerCallContext context)
    {
        var invited = await roomDesks.Invitations.InviteAsync(request.RoomId, request.UserId, context.PersonId(), context.CancellationToken);
        return new()
        {
            Invitation = invited.Value.Invitation?.ToProto(),
            Member = invited.Value.Member?.ToProto(),
            Cursor = cursors.Make(invited.Room, invited.Sequence),
        };
    }

    public override async Task<AddAgentResponse> AddAgent(AddAgentRequest request, ServerCallContext context)
    {
        var added = await roomDesks.Agents.AddAsync(
            request.RoomId, request.AgentId, (Rooms.SpeakingPolicy)request.Speaking, context.PersonId(), context.CancellationToken);
        return new() { Member = added.Value.ToProto(), Cursor = cursors.Make(added.Room, added.Sequence) };
    }

    public override async Task<RemoveAgentResponse> RemoveAgent(RemoveAgentRequest request, ServerCallContext context)
    {
        var removed = await roomDesks.Agents.RemoveAsync(request.RoomId, request.AgentId, context.PersonId(), context.CancellationToken);
        return new() { Cursor = cursors.Make(removed.Room, removed.Sequence) };
    }

    public override async Task<ListInvitationsResponse> ListInvitations(ListInvitationsRequest request, ServerCallContext context)
    {
        var page = request.RoomId.Length == 0
            ? await roomDesks.Invitations.ListOwnAsync(context.PersonId(), request.PageSize, request.PageToken, context.CancellationToken)
            : await roomDesks.Invitations.ListOfRoomAsync(
                request.RoomId, context.PersonId(), request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Invitations = { page.Items.Select(invitation => invitation.ToProto()) }, NextPageToken = page.NextToken };
    }

    public override async Task<DeclineInvitationResponse> DeclineInvitation(DeclineInvitationRequest request, ServerCallContext context)
    {
        await roomDesks.Invitations.DeclineAsync(request.RoomId, context.PersonId(), context.CancellationToken);
        return new();
    }

    public override async Task<WithdrawInvitationResponse> WithdrawInvitation(WithdrawInvitationRequest request, ServerCallContext context)
    {
        var ended = await roomDesks.Invitations.WithdrawAsync(request.RoomId, request.UserId, context.PersonId(), context.CancellationToken);
        return new() { Cursor = cursors.Make(ended.Room, ended.Sequence) };
    }

    public override async Task<CreateJoinLinkResponse> CreateJoinLink(CreateJoinLinkRequest request, ServerCallContext context)
    {
        var (link, token) = await roomDesks.JoinLinks.CreateAsync(
            request.RoomId, context.PersonId(), request.TimeToLive?.ToSpan(), request.MaxUses, context.CancellationToken);
        return new() { JoinLink = link.ToProto(request.RoomId, token) };
    }

    public override async Task<ListJoinLinksResponse> ListJoinLinks(ListJoinLinksRequest request, ServerCallContext context)
    {
        var links = await roomDesks.JoinLinks.ListAsync(request.RoomId, context.PersonId(), context.CancellationToken);
        return new() { JoinLinks = { links.Select(link => link.ToProto(request.RoomId, token: "")) } };
    }

    public override async Task<RevokeJoinLinkResponse> RevokeJoinLink(RevokeJoinLinkRequest request, ServerCallContext context)
    {
        await roomDesks.JoinLinks.RevokeAsync(request.RoomId, request.LinkId, context.PersonId(), context.CancellationToken);
        return new();
    }

    public override async Task<OpenDirectRoomResponse> OpenDirectRoom(OpenDirectRoomRequest request, ServerCallContext context)
    {
        var opened = await roomDesks.Rooms.OpenDirectAsync(request.UserId, context.Person(), context.CancellationToken);
        return new() { Room = opened.Value.ToProto(), Cursor = cursors.Make(opened.Room, opened.Sequence) };
    }
}
