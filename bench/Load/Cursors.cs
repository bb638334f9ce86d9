using GroupChat.Bench.Servers;
using GroupChat.Bench.Wire;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Bench.Load;

/// <summary>The cursors of a room's events, oldest first.</summary>
internal static class Cursors
{
    public static async Task<IReadOnlyList<string>> OfAsync(ServerProcess server, string token, string room)
    {
        var cursors = new List<string>();
        await using var connection = await Http2Connection.OpenAsync(new Uri(server.Address));
        await Watcher.ReadAsync(connection, token, new Subscription { RoomId = room, Start = StartPosition.Earliest }, frame =>
        {
            if (frame.FrameCase == ServerFrame.FrameOneofCase.Event)
                cursors.Add(frame.Event.Cursor);
        });
        return cursors;
    }
}
