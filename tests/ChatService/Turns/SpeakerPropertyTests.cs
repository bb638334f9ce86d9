using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Tests.Storage;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Turns;

/// <summary>Whatever agents say and however their room is set up: who spoke follows from the log, and they stop.</summary>
public sealed class SpeakerPropertyTests
{
    private const int Rooms = 20;

    [Fact]
    public async Task Talk_InAnyRoom_FollowsTheModesAndEnds()
    {
        using var folder = new TempFolder();
        using var store = new StoreHouse(folder);
        for (var seed = 1; seed <= Rooms; seed++)
        {
            var talk = new AgentTalk(store, seed);
            var log = await talk.PlayAsync().Within();
            var oracle = new SpeakerOracle(talk.Limit);
            foreach (var roomEvent in log)
                oracle.Hear(roomEvent.Change);
            Assert.True(oracle.Asked.SequenceEqual(oracle.Expected), $"seed {seed}: {string.Join(' ', oracle.Asked)} for {string.Join(' ', oracle.Expected)}");
            Assert.Equal(Starts(log).Count(), log.Count(e => e.Change is RoomChange.AnswerFinished));
            Assert.All(Starts(log), answer => Assert.NotEqual(AuthorOf(log, answer.Answer!.Question), answer.Author.Id));
        }
    }

    [Fact]
    public async Task Talk_OfTheSameSeed_HasTheSameTurns()
    {
        using var folder = new TempFolder();
        using var store = new StoreHouse(folder);
        for (var seed = 1; seed <= 5; seed++)
        {
            var (one, other) = (await new AgentTalk(store, seed).PlayAsync().Within(), await new AgentTalk(store, seed).PlayAsync().Within());
            Assert.Equal(Starts(one).Select(Turn), Starts(other).Select(Turn));
        }
    }

    private static (long, string, int) Turn(Message answer) => (answer.Sequence, answer.Author.Id.Value, answer.Answer!.TurnNumber);

    private static IEnumerable<Message> Starts(IEnumerable<RoomEvent> log) =>
        log.Select(e => e.Change).OfType<RoomChange.AnswerStarted>().Select(started => started.Message);

    private static UserId AuthorOf(IEnumerable<RoomEvent> log, MessageId message) => log.Select(e => e.Change switch
    {
        RoomChange.MessagePosted posted => posted.Message,
        RoomChange.AnswerStarted started => started.Message,
        _ => null,
    }).First(found => found?.Id == message)!.Author.Id;
}
