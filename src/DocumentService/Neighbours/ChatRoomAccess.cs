using GroupChat.Contracts.Chat.V1;
using GroupChat.Documents.Documents;
using GroupChat.ServiceDefaults.Grpc;
using Grpc.Core;

namespace GroupChat.Documents.Neighbours;

/// <summary>Membership as ChatService knows it.</summary>
internal sealed class ChatRoomAccess(ChatService.ChatServiceClient chat) : IRoomAccess
{
    public async Task<RoomRole> RequireMemberAsync(RoomId room, UserId user, CancellationToken cancellationToken)
    {
        try
        {
            var request = new GetMemberRequest { RoomId = room.Value, UserId = user.Value };
            var found = await chat.GetMemberAsync(request, cancellationToken: cancellationToken);
            return found.Member.Role == MemberRole.Owner ? RoomRole.Owner : RoomRole.Member;
        }
        catch (RpcException refused) when (refused.TryGetErrorInfo(out var info) && info.Reason == "MEMBER_NOT_FOUND")
        {
            throw DocumentErrors.NotAMember(room.Value);
        }
        catch (RpcException refused) when (refused.TryGetErrorInfo(out var info) && info.Reason == "ROOM_NOT_FOUND")
        {
            throw DocumentErrors.RoomNotFound(room.Value);
        }
    }
}
