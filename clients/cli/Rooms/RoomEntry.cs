using GroupChat.Cli.Connection;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Rooms;

/// <summary>
/// What a connection to one room needs before every attempt: membership, again when the session was replaced, and once the
/// place to begin.
/// </summary>
/// <param name="calls">Calls that do not repeat by themselves: the connection does.</param>
/// <param name="chat">The service.</param>
/// <param name="roomId">The room.</param>
/// <param name="begin">Finds the place to begin, given the room's newest position.</param>
internal sealed class RoomEntry(
    ServerCalls calls, ChatService.ChatServiceClient chat, string roomId, Func<string, CancellationToken, Task<Subscription>> begin)
{
    private readonly RoomAccess _access = new(chat, calls);
    private string _joinedAs = "";
    private bool _begun;

    public async Task PrepareAsync(ConverseConnection connection, CancellationToken cancellationToken)
    {
        var session = await calls.SessionAsync(cancellationToken);
        if (session.UserId == _joinedAs && _begun)
            return;
        var joined = await _access.JoinAsync(roomId, cancellationToken);
        _joinedAs = joined.Member.Participant.UserId;
        if (_begun)
            return;
        var place = await begin(joined.Cursor, cancellationToken);
        connection.Follow(roomId, place.Cursor, place.Start);
        _begun = true;
    }
}
