using GroupChat.Chaos.Tests.Replicas;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Chaos.Tests.Runs;

/// <summary>Reads everything there is to know about a room from one server, page by page.</summary>
internal sealed class RoomReader(ChatService.ChatServiceClient chat, Func<CallOptions> options)
{
    private const int PageSize = 200;

    /// <summary>Requests under way at a time.</summary>
    private const int AtOnce = 8;

    /// <summary>The log, the lists, and the newest sequence; all of it belongs together.</summary>
    public async Task<(IReadOnlyList<RoomEvent> Log, RoomView View, long Head)> ReadAsync(string room)
    {
        while (true)
        {
            var log = await LogAsync(room);
            var view = await ViewAsync(room);
            var head = (await chat.GetRoomAsync(new() { RoomId = room }, options())).Room.HeadSequence;
            // Something that comes late, such as the end of an answer, has come between: read it all again.
            if (log.Count > 0 && log[^1].Sequence != head && (await LogAsync(room)).Count != log.Count)
                continue;
            return (log, view, head);
        }
    }

    private async Task<List<RoomEvent>> LogAsync(string room)
    {
        List<RoomEvent> log = [];
        var cursor = "";
        while (true)
        {
            var page = await chat.ListEventsAsync(new() { RoomId = room, Cursor = cursor, PageSize = 500 }, options());
            if (page.Events.Count == 0)
                return log;
            log.AddRange(page.Events);
            cursor = page.NextCursor;
        }
    }

    private async Task<RoomView> ViewAsync(string room)
    {
        var messages = await ListAsync(
            token => chat.ListMessagesAsync(new() { RoomId = room, PageSize = PageSize, PageToken = token }, options()), page => (page.Messages, page.NextPageToken));
        return new(
            (await chat.GetRoomAsync(new() { RoomId = room }, options())).Room,
            await ListAsync(
                token => chat.ListMembersAsync(new() { RoomId = room, PageSize = PageSize, PageToken = token }, options()), page => (page.Members, page.NextPageToken)),
            await ListAsync(
                token => chat.ListReadMarksAsync(new() { RoomId = room, PageSize = PageSize, PageToken = token }, options()), page => (page.Marks, page.NextPageToken)),
            await ListAsync(
                token => chat.ListPinsAsync(new() { RoomId = room, PageSize = PageSize, PageToken = token }, options()), page => (page.Pins, page.NextPageToken)),
            messages,
            await EachAsync(messages.Where(message => message.Reactions.Count > 0), message => ReactionsAsync(room, message)),
            await EachAsync(messages.Where(message => message.EditCount > 0), message => RevisionsAsync(room, message)));
    }

    private Task<IReadOnlyList<Reaction>> ReactionsAsync(string room, string message) => ListAsync(
        token => chat.ListReactionsAsync(new() { RoomId = room, MessageId = message, PageSize = PageSize, PageToken = token }, options()),
        page => (page.Reactions, page.NextPageToken));

    private Task<IReadOnlyList<Revision>> RevisionsAsync(string room, string message) => ListAsync(
        token => chat.ListMessageRevisionsAsync(new() { RoomId = room, MessageId = message, PageSize = PageSize, PageToken = token }, options()),
        page => (page.Revisions, page.NextPageToken));

    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<T>>> EachAsync<T>(
        IEnumerable<Message> messages, Func<string, Task<IReadOnlyList<T>>> list)
    {
        Dictionary<string, IReadOnlyList<T>> found = [];
        foreach (var some in messages.Select(message => message.MessageId).Chunk(AtOnce))
        {
            foreach (var (message, items) in some.Zip(await Task.WhenAll(some.Select(list))))
                found[message] = items;
        }

        return found;
    }

    private static async Task<IReadOnlyList<T>> ListAsync<TPage, T>(
        Func<string, AsyncUnaryCall<TPage>> read, Func<TPage, (IEnumerable<T> Items, string Next)> open)
    {
        List<T> items = [];
        var token = "";
        do
        {
            var (more, next) = open(await read(token));
            items.AddRange(more);
            token = next;
        }
        while (token.Length > 0);
        return items;
    }
}
