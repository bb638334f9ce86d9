using GroupChat.Chat.Delivery;
using GroupChat.Chat.Presence;
using GroupChat.Chat.Rooms;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Presence;

public sealed class PacedBoardTests
{
    [Fact]
    public void Board_WithManyWhoCameAndWent_ForgetsThemAndKeepsWhoIsThere()
    {
        var time = new ManualTimeProvider();
        var board = new PacedBoard(time);
        var version = 0L;
        void Tell(string user, bool isPresent) =>
            board.Set(new(user), new Signal.Presence(new(new(user), user, ParticipantKind.Human), isPresent), ref version);

        Tell("stays", true);
        for (var i = 0; i < 5000; i++)
        {
            Tell($"guest {i}", true);
            time.Advance(TimeSpan.FromSeconds(1));
            Tell($"guest {i}", false);
        }

        var known = board.Since(-1).Select(subject => subject.User.Value).ToList();
        Assert.InRange(known.Count, 2, 2000);
        Assert.Contains("stays", known);
        Assert.Contains("guest 4999", known);
    }

    [Fact]
    public void Board_WhenManyFlap_TellsEachOnceASecondHoweverOftenTheyChange()
    {
        const int Members = 500;
        var time = new ManualTimeProvider();
        var board = new PacedBoard(time);
        var version = 0L;
        for (var second = 1; second <= 3; second++)
        {
            var before = version;
            for (var flap = 0; flap < 10 * Members; flap++)
                board.Set(new($"{flap % Members}"), new Signal.Presence(new(new($"{flap % Members}"), "", ParticipantKind.Human), flap % 2 == 0), ref version);
            time.Advance(TimeSpan.FromSeconds(1));
            board.TellDue(ref version);

            // A viewer who looks at the end of the second is shown the last of each, once.
            Assert.Equal(Members, board.Since(before).Count());
            Assert.InRange(version - before, Members, 2 * Members);
        }
    }

    [Fact]
    public void Set_WhileWhatWaitedIsOverdue_TellsTheNewestOnceOnly()
    {
        var time = new ManualTimeProvider();
        var board = new PacedBoard(time);
        var version = 0L;
        bool Tell(bool isPresent) =>
            board.Set(new("ann"), new Signal.Presence(new(new("ann"), "Ann", ParticipantKind.Human), isPresent), ref version);

        Assert.True(Tell(true));
        Assert.False(Tell(false));
        // The timer that tells what waits is late: the next change comes first.
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(Tell(true));
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(board.NextDue);
        Assert.False(board.TellDue(ref version));
        Assert.True(Assert.IsType<Signal.Presence>(Assert.Single(board.Since(-1)).Told).IsPresent);
    }
}
