using GroupChat.Agents.Catalog;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Grpc;
using Grpc.Core;

namespace GroupChat.Agents.Neighbours;

/// <summary>Members of rooms, asked of ChatService.</summary>
internal sealed class RoomOwners(ChatService.ChatServiceClient chat) : IRoomOwners
{
    public async Task<bool> IsOwnerAsync(string roomId, string userId, CancellationToken cancellationToken)
    {
        try
        {
            var found = await chat.GetMemberAsync(
                new GetMemberRequest { RoomId = roomId, UserId = userId }, cancellationToken: cancellationToken);
            return found.Member.Role == MemberRole.Owner;
        }
        catch (RpcException refused) when (refused.TryGetErrorInfo(out var info) && info.Reason == "MEMBER_NOT_FOUND")
        {
            throw AgentErrors.NotAMember(roomId);
        }
        catch (RpcException refused) when (refused.TryGetErrorInfo(out var info) && info.Reason == "ROOM_NOT_FOUND")
        {
            throw AgentErrors.RoomNotFound(roomId);
        }
    }
}
