using GroupChat.Cli.Connection;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Rooms;

/// <summary>Gets into rooms: whoever reads or writes in a public room joins it on the way.</summary>
internal sealed class RoomAccess(ChatService.ChatServiceClient chat, ServerCalls calls)
{
    public Task<JoinRoomResponse> JoinAsync(string roomId, CancellationToken cancellationToken) =>
        JoinAsync(roomId, joinToken: "", cancellationToken);

    /// <param name="roomId">The room.</param>
    /// <param name="joinToken">Of a join link; empty without one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<JoinRoomResponse> JoinAsync(string roomId, string joinToken, CancellationToken cancellationToken) =>
        calls.CallAsync(options => chat.JoinRoomAsync(new() { RoomId = roomId, JoinToken = joinToken }, options), cancellationToken);

    /// <summary>Does something that only members may do.</summary>
    public async Task<T> AsMemberAsync<T>(string roomId, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (RefusedException refused) when (refused.Error.Reason == ServerError.NotAMember)
        {
            await JoinAsync(roomId, cancellationToken);
            return await work();
        }
    }
}
