using GroupChat.Chat.Answers;
using GroupChat.Chat.Bus;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Bus;

/// <summary>What a bus between nodes keeps: little, for it may lose, double and reorder; but word gets through in the end.</summary>
public abstract class SharedBusContract : BusContract
{
    private static readonly Participant Ann = new(new UserId("ann"), "Ann Ä 💬", ParticipantKind.Human);
    private static readonly Participant Bot = new(new UserId("agent:bot"), "", ParticipantKind.Agent);

    [Fact]
    public async Task Publish_EveryKindOfWord_IsHeardAsItWasSaid()
    {
        await using var a = Open();
        await using var b = Open();
        b.Bus.Watch(Room);
        BusNote[] notes =
        [
            new BusNote.Appended(Room, [new(7, [1, 2, 3]), new(8, [])]),
            new BusNote.Typing(Room, Ann, true),
            new BusNote.Typing(Room, Bot, false),
            new BusNote.Presence(Room, NodeId.New(DateTimeOffset.UnixEpoch), 12, [Ann, Bot]),
            new BusNote.AnswerText(
                Room, TurnId.New(DateTimeOffset.UnixEpoch), new MessageId(Guid.Parse("0190a0b0-0000-7000-8000-000000000001")), RunId.New(DateTimeOffset.UnixEpoch), 2,
                AnswerPhase.Generating, 300, "größer"u8.ToArray())
            { Wait = new(3, 64, 200) },
            new BusNote.AnswerText(
                Room, null, new MessageId(Guid.Parse("0190a0b0-0000-7000-8000-000000000002")), null, 0, AnswerPhase.Queued, 0, Array.Empty<byte>()),
            new BusNote.Asked(Room),
            new BusNote.TurnWaits(),
            new BusNote.TurnEnded(TurnId.New(DateTimeOffset.UnixEpoch)),
            new BusNote.StopAsked(TurnId.New(DateTimeOffset.UnixEpoch), Ann),
            new BusNote.CallDecided(),
        ];
        foreach (var note in notes)
            await a.TellAsync(b, note, heard => Show(heard) == Show(note));
    }

    [Fact]
    public async Task Publish_OnesOwnWord_IsNotHeard()
    {
        await using var a = Open();
        await using var b = Open();
        a.Bus.Watch(Room);
        b.Bus.Watch(Room);
        await a.TellAsync(b, new BusNote.Typing(Room, Ann, true), heard => heard is BusNote.Typing);
        await b.TellAsync(a, new BusNote.Typing(Room, Bot, true), heard => heard is BusNote.Typing);
        Assert.All(a.Ears.Notes, heard => Assert.Equal(Bot, Assert.IsType<BusNote.Typing>(heard).Who));
        Assert.All(b.Ears.Notes, heard => Assert.Equal(Ann, Assert.IsType<BusNote.Typing>(heard).Who));
    }

    [Fact]
    public async Task Watch_FromSomeTimeOn_IsTold()
    {
        await using var a = Open();
        await a.ConnectedAsync();
        await Eventually.TrueAsync(() => Task.FromResult(a.Ears.Misses > 0));
        var before = a.Ears.Misses;
        a.Bus.Watch(Room);
        // Word before the room was really watched is lost: the listener is told to look elsewhere.
        await Eventually.TrueAsync(() => Task.FromResult(a.Ears.Misses > before));
    }

    [Fact]
    public async Task Node_ThatLeaves_LeavesTheOthersTalking()
    {
        await using var a = Open();
        await using var b = Open();
        await using (var gone = Open())
            await gone.ConnectedAsync();
        b.Bus.Watch(Room);
        await a.TellAsync(b, new BusNote.Asked(Room), heard => heard is BusNote.Asked);
    }

    private static string Show(BusNote note) => note switch
    {
        BusNote.Appended appended => $"{appended.Room} {string.Join(',', appended.Events.Select(e => $"{e.Sequence}:{Convert.ToHexString(e.Payload)}"))}",
        BusNote.Presence presence => $"{presence.Room} {presence.Node} {presence.Version} {string.Join(',', presence.Who)}",
        BusNote.AnswerText text => $"{text with { Text = default }} {Convert.ToHexString(text.Text.Span)}",
        _ => note.ToString(),
    };
}
