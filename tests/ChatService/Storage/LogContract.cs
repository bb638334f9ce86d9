using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Tests.Storage;

/// <summary>Random histories: whatever happens, the log has no holes and the tables say what the log says.</summary>
public abstract class LogContract : StoreContract
{
    private protected LogContract(Func<Task<string>> backend, Func<ISqlDatabase, ISqlDatabase>? spoil = null)
        : base(backend, spoil)
    {
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Projection_AfterAnyHistory_EqualsTheReplayOfTheLog(int seed)
    {
        await History.PlayAsync(seed, Store);

        await CheckAsync(Store);
        CheckAnnounced(Store);
        await CheckAsync(Reopened());
    }

    private static async Task CheckAsync(StoreHouse store)
    {
        foreach (var room in await store.Rooms.ListAsync(null, 100, RoomFilter.All, default))
        {
            var events = await EventsAsync(store, room.Ref);
            Assert.Equal(Enumerable.Range(1, events.Count).Select(i => (long)i), events.Select(e => e.Sequence));
            Assert.Equal(events.Count, room.HeadSequence);
            var replayed = Replay.Of(events);
            Assert.Equal(replayed.Members, (await store.Rooms.ListMembersAsync(room.Ref, 0, 100, default)).Select(m => m.Participant.Id.Value));
            Assert.Equal(replayed.Members.Count, room.MemberCount);
            var messages = (await store.Messages.ListAsync(room.Ref, long.MaxValue, 1000, default)).Messages;
            Assert.Equal(replayed.Messages, messages.Reverse().Select(Describe));
            var open = (await store.Turns.ListAsync(default)).Where(turn => turn.Room == room.Ref).Select(turn => turn.Answer.ToString());
            Assert.Equal(replayed.OpenAnswers.Order(), open.Order());
        }
    }

    private static void CheckAnnounced(StoreHouse store)
    {
        foreach (var room in store.Announced.GroupBy(appended => appended.Event.Room))
            Assert.Equal(Enumerable.Range(1, room.Count()).Select(i => (long)i), room.Select(appended => appended.Event.Sequence));
    }

    private static async Task<List<Proto.RoomEvent>> EventsAsync(StoreHouse store, RoomRef room)
    {
        var page = await store.Events.ReadAsync(room, 0, new LogLimit(10_000, int.MaxValue), default);
        return [.. page.Events.Select(stored => Proto.RoomEvent.Parser.ParseFrom(stored.Payload))];
    }

    private static string Describe(Message message) =>
        $"{message.Id} {message.Sequence} {message.Author.Id} {message.ClientMessageId} "
        + $"{string.Concat(message.Parts.Select(part => part.Text))} {(int?)message.Answer?.State}";

    /// <summary>What somebody knows who has read the log and nothing else.</summary>
    private sealed record Replay(List<string> Members, List<string> Messages, List<string> OpenAnswers)
    {
        public static Replay Of(IEnumerable<Proto.RoomEvent> events)
        {
            var members = new List<string>();
            var messages = new SortedDictionary<long, Proto.Message>();
            foreach (var roomEvent in events)
            {
                if (roomEvent.MemberJoined is { } joined)
                    members.Add(joined.Member.Participant.UserId);
                else if (roomEvent.MemberLeft is { } left)
                    Assert.True(members.Remove(left.Participant.UserId));
                else if (MessageOf(roomEvent) is { } message)
                    messages[message.Sequence] = message;
            }

            return new(members, [.. messages.Values.Select(Describe)], [.. messages.Values.Where(IsOpen).Select(m => m.MessageId)]);
        }

        private static Proto.Message? MessageOf(Proto.RoomEvent roomEvent) =>
            roomEvent.MessagePosted?.Message ?? roomEvent.MessageEdited?.Message ?? roomEvent.MessageDeleted?.Message
            ?? roomEvent.AnswerStarted?.Message ?? roomEvent.AnswerFinished?.Message ?? roomEvent.AnswerRestarted?.Message;

        private static bool IsOpen(Proto.Message message) => message.Answer?.State == Proto.AnswerState.Generating;

        private static string Describe(Proto.Message message) =>
            $"{message.MessageId} {message.Sequence} {message.Author.UserId} {message.ClientMessageId} "
            + $"{string.Concat(message.Parts.Select(part => part.Text.Text))} {(int?)message.Answer?.State}";
    }
}

public sealed class SqliteLogTests() : LogContract(Backend.SqliteAsync);

public sealed class PostgresLogTests() : LogContract(Backend.PostgresAsync);
