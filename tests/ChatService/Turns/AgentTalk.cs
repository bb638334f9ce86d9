using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Tests.Storage;

namespace GroupChat.Chat.Tests.Turns;

/// <summary>A room of agents with random modes, whose answers mention anybody, themselves included; every choice comes from the seed.</summary>
internal sealed class AgentTalk(StoreHouse store, int seed)
{
    private const int Messages = 12;
    private static readonly string[] Handles = ["ada", "bob", "cal", "dee"];

    private readonly Random _random = new(seed);
    private readonly RoomId _room = new($"talk-{seed}-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}");

    public int Limit { get; private set; }

    /// <summary>The log once nobody has anything to say any more.</summary>
    public async Task<IReadOnlyList<RoomEvent>> PlayAsync()
    {
        await FurnishAsync();
        for (var i = 0; i < Messages; i++)
        {
            var text = $"{Mentions(_random.Next(3))} message {i}";
            await store.PostAsync(_room.Value, i % 3 == 0 ? "guest" : "owner", text, $"key {i}");
            // Some answers are still being written when the next person speaks.
            while (_random.Next(4) > 0 && await AnswerAsync())
            {
            }
        }

        for (var left = 1_000; await AnswerAsync(); left--)
            Assert.True(left > 0, "the agents never stop");
        var room = (await store.Rooms.FindAsync(_room, null, default))!;
        var log = await store.Events.ReadAsync(room.Ref, 0, new LogLimit(int.MaxValue, int.MaxValue), default);
        return [.. log.Events.Select(stored => store.Codec.Decode(room.Ref, stored.Payload))];
    }

    private async Task FurnishAsync()
    {
        Limit = 1 + _random.Next(10);
        var agents = Handles.Select(handle => new Participant(Handle.ToAgentId(handle), handle, ParticipantKind.Agent)).ToList();
        var room = new NewRoom(_room, "talk", "", RoomVisibility.Public, StoreHouse.Person("owner"), agents)
        {
            Settings = RoomSettings.Default with { MaxAgentTurns = Limit },
        };
        await store.Writer.CreateAsync(_room, room.Creator.Id, null, edit => RoomCreation.Create(edit, room), default);
        await store.JoinAsync(_room, "guest");
        foreach (var agent in agents)
        {
            var (mode, role) = ((SpeakingPolicy)(1 + _random.Next(5)), (MemberRole)(2 + _random.Next(2)));
            await store.Writer.ChangeAsync(_room, edit => RoomAgents.Add(edit, new("owner"), agent, mode), default);
            await store.Writer.ChangeAsync(_room, edit => Memberships.SetRole(edit, new("owner"), agent.Id, role), default);
        }
    }

    /// <summary>One open answer ends; false when there is none.</summary>
    private async Task<bool> AnswerAsync()
    {
        var open = (await store.Turns.ListAsync(default)).Where(turn => turn.Room.Id == _room).OrderBy(turn => turn.AnswerSequence).ToList();
        if (open.Count == 0)
            return false;
        var state = _random.Next(8) == 0 ? AnswerState.Failed : AnswerState.Complete;
        var outcome = new AnswerOutcome(state, RunId: null, $"I say {Mentions(3)}");
        await store.Closing.CloseAsync(_room, open[_random.Next(open.Count)].Id, onlyRun: null, outcome, default);
        return true;
    }

    private string Mentions(int most) => string.Join(' ', Enumerable.Range(0, most).Select(_ => "@" + Handles[_random.Next(Handles.Length)]));
}
