using GroupChat.Cli.Connection;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Commands;

/// <summary>Where following a room begins.</summary>
/// <param name="chat">The service.</param>
/// <param name="roomId">The room.</param>
/// <param name="fromStart">With the first event.</param>
/// <param name="cursor">After this cursor.</param>
/// <param name="last">With the last so many events; none of the three: with the next event.</param>
internal sealed class TailStart(ChatService.ChatServiceClient chat, string roomId, bool fromStart, string? cursor, int? last)
{
    private const int PageSize = 500;

    public string RoomId => roomId;

    /// <param name="calls">To ask the server with.</param>
    /// <param name="newest">The room's newest position.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<Subscription> FindAsync(ServerCalls calls, string newest, CancellationToken cancellationToken)
    {
        if (fromStart)
            return new() { Start = StartPosition.Earliest };
        if (last > 0)
            return await BeforeLastAsync(calls, last.Value, cancellationToken);
        return new() { Cursor = cursor ?? newest };
    }

    /// <summary>
    /// Cursors are opaque, so the log is read from its beginning; what is kept is one cursor for every event asked for, and
    /// the one before them.
    /// </summary>
    private async Task<Subscription> BeforeLastAsync(ServerCalls calls, int count, CancellationToken cancellationToken)
    {
        var cursors = new Queue<string>();
        var request = new ListEventsRequest { RoomId = roomId, PageSize = PageSize };
        while (true)
        {
            var page = await calls.CallAsync(options => chat.ListEventsAsync(request, options), cancellationToken);
            foreach (var change in page.Events)
            {
                cursors.Enqueue(change.Cursor);
                if (cursors.Count > (long)count + 1)
                    cursors.Dequeue();
            }
            if (page.Events.Count == 0 || page.Events[^1].Sequence >= page.HeadSequence)
                break;
            request.Cursor = page.NextCursor;
        }
        return cursors.Count > count ? new() { Cursor = cursors.Peek() } : new() { Start = StartPosition.Earliest };
    }
}
