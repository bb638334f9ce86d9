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
}
