using GroupChat.Chaos.Tests.Checking;
using GroupChat.Chaos.Tests.Replicas;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Chaos.Tests.Runs;

/// <summary>Reads everything there is to know about a room from one server, page by page.</summary>
internal sealed class RoomReader(ChatService.ChatServiceClient chat, Func<CallOptions> options)
{
    public async Task<RoomTruth> ReadAsync(string room, string source, EventPool events)
    {
        while (true)
        {
            var log = await LogAsync(room);
            var lists = StateLines.All(
                (await chat.GetRoomAsync(new() { RoomId = room }, options())).Room, await MembersAsync(room), await MessagesAsync(room));
            var head = (await chat.GetRoomAsync(new() { RoomId = room }, options())).Room.HeadSequence;
            // Something that comes late, such as the end of an answer, has come between: read it all again.
            if (log.Count > 0 && log[^1].Sequence != head && (await LogAsync(room)).Count != log.Count)
                continue;
            return new(room, source, head, [.. log.Select(change => events.Take(change).Fact)], lists);
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

    private async Task<List<Member>> MembersAsync(string room)
    {
        List<Member> members = [];
        var token = "";
        do
        {
            var page = await chat.ListMembersAsync(new() { RoomId = room, PageSize = 200, PageToken = token }, options());
            members.AddRange(page.Members);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        return members;
    }

    private async Task<List<Message>> MessagesAsync(string room)
    {
        List<Message> messages = [];
        var token = "";
        do
        {
            var page = await chat.ListMessagesAsync(new() { RoomId = room, PageSize = 200, PageToken = token }, options());
            messages.AddRange(page.Messages);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        return messages;
    }
}
