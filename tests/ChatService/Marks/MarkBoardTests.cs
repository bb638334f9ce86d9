using GroupChat.Chat.Marks;
using GroupChat.Chat.Rooms;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Marks;

public sealed class MarkBoardTests : IDisposable
{
    private static readonly RoomId Room = new("one");
    private static readonly UserId Ann = new("ann");
    private static readonly UserId Ben = new("ben");

    private readonly ManualTimeProvider _time = new();
    private readonly MarkBoard _board;

    public MarkBoardTests() => _board = new MarkBoard(_time);

    [Fact]
    public void Board_WithManyWordsInASecond_HoldsTheNewestOfEachMember()
    {
        for (var i = 1; i <= 1000; i++)
            _board.Add(Room, Ann, new(i, i / 2));
        _board.Add(Room, Ann, new(3, 1)); // late
        _board.Add(Room, Ben, new(7, 7));
        Assert.Empty(_board.TakeDue());
        _time.Advance(TimeSpan.FromSeconds(1));
        var due = Assert.Single(_board.TakeDue());
        Assert.Equal((Room, 2), (due.Room, due.Moves.Count));
        Assert.Equal((new MarkMove(1000, 500), new MarkMove(7, 7)), (due.Moves[Ann], due.Moves[Ben]));
        Assert.Empty(_board.TakeAll());
    }

    [Fact]
    public void Board_WithWordsAllTheTime_GivesARoomOutOnceASecond()
    {
        var taken = 0;
        for (var i = 0; i < 100; i++)
        {
            _board.Add(Room, Ann, new(i + 1, i + 1));
            taken += _board.TakeDue().Count;
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(9, taken);
    }

    [Fact]
    public void Merge_WithNothingWaiting_AddsNothing()
    {
        Assert.False(_board.TryMerge(Room, Ann, new(5, 5)));
        _board.Touch(Room);
        Assert.False(_board.TryMerge(Room, Ann, new(5, 5)));
        _board.Add(Room, Ann, new(4, 4));
        Assert.False(_board.TryMerge(Room, Ben, new(5, 5)));
        Assert.True(_board.TryMerge(Room, Ann, new(5, 3)));
        Assert.Equal(new MarkMove(5, 4), Assert.Single(Assert.Single(_board.TakeAll()).Moves).Value);
    }

    [Fact]
    public void Return_AfterAFailure_KeepsWhatIsNewer()
    {
        _board.Add(Room, Ann, new(4, 4));
        _board.Add(Room, Ben, new(2, 2));
        var failed = Assert.Single(_board.TakeAll());
        _board.Add(Room, Ann, new(6, 1));
        _board.Return(failed);
        var again = Assert.Single(_board.TakeAll());
        Assert.Equal((new MarkMove(6, 4), new MarkMove(2, 2)), (again.Moves[Ann], again.Moves[Ben]));
    }

    [Fact]
    public async Task Wake_WhenRoomsBecomeDue_IsSetForEach()
    {
        _board.Touch(Room);
        _time.Advance(TimeSpan.FromMilliseconds(400));
        _board.Touch(new("two"));
        _time.Advance(TimeSpan.FromMilliseconds(600));
        await _board.Wake.WaitAsync().Within();
        Assert.Equal(Room, Assert.Single(_board.TakeDue()).Room);
        var wake = _board.Wake.WaitAsync();
        Assert.False(wake.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(400));
        await wake.Within();
        Assert.Equal("two", Assert.Single(_board.TakeDue()).Room.Value);
    }

    [Fact]
    public void Timer_WithNothingWaiting_IsNotSet()
    {
        Assert.Equal(0, _time.Waiting);
        _board.Touch(Room);
        Assert.Equal(1, _time.Waiting);
        _time.Advance(TimeSpan.FromSeconds(1));
        _board.TakeDue();
        Assert.Equal(0, _time.Waiting);
    }

    public void Dispose() => _board.Dispose();
}
