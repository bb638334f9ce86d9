using System.Security.Cryptography;
using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.ToolCalls;
using GroupChat.Chat.Turns;
using GroupChat.Chat.Wire;

namespace GroupChat.Chat.Tests.Wire;

public sealed class EventCodecTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly RoomRef Room = new(new("general"), 7, 1);
    private static readonly Participant Ann = new(new("ann"), "Ann", ParticipantKind.Human);
    private static readonly Participant Bot = new(new("agent:bot"), "Bot", ParticipantKind.Agent);
    private static readonly MessageId Id = MessageId.New(Now, 9);

    private readonly EventCodec _codec = new(new Cursors(new Seal(RandomNumberGenerator.GetBytes(Seal.KeyLength))));

    [Fact]
    public void Samples_CoverEveryKindOfChange() => Assert.Equal(
        typeof(RoomChange).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(RoomChange))).Select(type => type.Name).Order(),
        Samples().Select(change => change.GetType().Name).Distinct().Order());

    [Fact]
    public void EveryKindOfChange_WrittenAndRead_IsTheSame()
    {
        foreach (var change in Samples())
        {
            var written = _codec.Encode(new(Room, 9, Now, change));
            var read = _codec.Decode(Room, written);
            Assert.Equal((Room, 9L, Now), (read.Room, read.Sequence, read.CommitTime));
            Assert.IsType(change.GetType(), read.Change);
            Assert.Equal(written, _codec.Encode(read));
        }
    }

    [Fact]
    public void DecodeMessage_OfWhatBringsOrReplacesOne_FindsIt()
    {
        foreach (var change in Samples())
        {
            var carries = change is RoomChange.MessagePosted or RoomChange.MessageEdited or RoomChange.MessageDeleted
                or RoomChange.AnswerStarted or RoomChange.AnswerFinished or RoomChange.AnswerRestarted;
            Assert.Equal(carries, _codec.DecodeMessage(_codec.Encode(new(Room, 9, Now, change))) is not null);
        }
    }

    private static IEnumerable<RoomChange> Samples()
    {
        var room = new Room(Room, "General", "all of it", RoomVisibility.Private, Now, Ann.Id, 9, 2)
        {
            IsArchived = true,
            Settings = new(TimeSpan.FromSeconds(30), TimeSpan.FromDays(30), HideReadMarks: true),
            FirstSequence = 4,
        };
        var member = new Member(Ann, MemberRole.Moderator, Now, 9) { MutedUntil = Now.AddHours(1) };
        var message = new Message(Id, Room.Id, 9, Ann, "key", [ContentPart.OfMember("hi", TextFormat.Plain)], Id, [Bot], Now, null)
        {
            ThreadRoot = Id,
            EditTime = Now.AddMinutes(1),
            EditCount = 2,
        };
        var answer = new Message(
            Id, Room.Id, 9, Bot, "", [], Id, [], Now, new Answer(TurnId.New(Now), RunId.New(Now), Id, AnswerState.Generating));
        yield return new RoomChange.RoomCreated(room);
        yield return new RoomChange.RoomUpdated(room with { Settings = RoomSettings.Default }, Ann);
        yield return new RoomChange.MemberJoined(member);
        yield return new RoomChange.MemberLeft(Ann);
        yield return new RoomChange.MemberLeft(Ann, MemberLeftReason.Banned, Bot, "enough");
        yield return new RoomChange.MemberUpdated(member, Bot);
        yield return new RoomChange.MemberInvited(Bot, Ann);
        yield return new RoomChange.InvitationEnded(Bot, Ann);
        yield return new RoomChange.MemberBanned(new(Ann, Bot, "spam", Now, Now.AddDays(1)));
        yield return new RoomChange.MemberBanned(new(Ann, Bot, "", Now, null));
        yield return new RoomChange.MemberUnbanned(Ann, Bot);
        yield return new RoomChange.MessagePosted(message);
        yield return new RoomChange.MessageEdited(message);
        yield return new RoomChange.MessageDeleted(message with { Parts = [], Mentions = [], Deletion = new(Bot, Now) });
        yield return new RoomChange.ReactionAdded(Id, "👍", Ann);
        yield return new RoomChange.ReactionRemoved(Id, "👍", Ann);
        yield return new RoomChange.MessagePinned(Id, Ann);
        yield return new RoomChange.MessageUnpinned(Id, Ann);
        yield return new RoomChange.AnswerStarted(answer);
        yield return new RoomChange.AnswerFinished(answer);
        yield return new RoomChange.AnswerRestarted(answer with { Answer = answer.Answer! with { Version = 2 } }, Ann, "key");
        var call = new ToolCall(Id, 1, RunId.New(Now), "pin_message", ToolEffect.Acts, ToolCallState.WaitingForApproval, Now)
        {
            Arguments = "{}",
            ArgumentsHash = "ab",
            Definition = "cd",
            Reason = "why",
            ExpireTime = Now.AddMinutes(5),
        };
        yield return new RoomChange.ToolCallRequested(call);
        yield return new RoomChange.ToolCallDecided(call with { State = ToolCallState.Approved, DecidedBy = Ann, DecideTime = Now });
        yield return new RoomChange.ToolCallStarted(call with { State = ToolCallState.Running });
        yield return new RoomChange.ToolCallFinished(call with { State = ToolCallState.Done, FinishTime = Now, Result = "pinned", IsShortened = true });
        yield return new RoomChange.ReadMarksMoved([new(Ann.Id, 9, 8), new(Bot.Id, 3, 3)]);
        yield return new RoomChange.HistoryTrimmed(4);
    }
}
