using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Tests.Log;

public sealed class CursorsTests
{
    private static readonly RoomRef Room = new(new("a"), Key: 7, Epoch: 1);

    private readonly Cursors _cursors = new(SealTests.NewSeal());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(long.MaxValue)]
    public void Cursor_OfTheRoom_ComesBack(long sequence) =>
        Assert.Equal(sequence, _cursors.Read(Room, long.MaxValue, _cursors.Make(Room, sequence)));

    [Fact]
    public void Cursor_ForUrls_NeedsNoEscaping() =>
        Assert.All(Enumerable.Range(0, 200), i => Assert.Matches("^[A-Za-z0-9_-]+$", _cursors.Make(Room, i)));

    [Fact]
    public void Cursor_OfAnotherRoomOrEpochOrKey_IsRefused()
    {
        AssertRefused(_cursors.Make(Room with { Key = 8 }, 1));
        AssertRefused(_cursors.Make(Room with { Epoch = 2 }, 1));
        AssertRefused(new Cursors(SealTests.NewSeal()).Make(Room, 1));
    }

    [Fact]
    public void Cursor_BeyondTheEnd_IsRefused()
    {
        Assert.Equal(5, _cursors.Read(Room, headSequence: 5, _cursors.Make(Room, 5)));
        AssertRefused(_cursors.Make(Room, 6), head: 5);
    }

    [Fact]
    public void Cursor_WithAnyCharacterChanged_IsRefused()
    {
        var cursor = _cursors.Make(Room, 300);
        for (var i = 0; i < cursor.Length - 1; i++)
        {
            var changed = cursor.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            AssertRefused(new string(changed));
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("not a cursor")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("\u00e4\u00f6\u00fc")]
    public void Text_ThatIsNoCursor_IsRefused(string text) => AssertRefused(text);

    [Fact]
    public void Text_OfAnyLength_IsRefusedInPeace() => AssertRefused(new string('A', 100_000));

    private void AssertRefused(string cursor, long head = long.MaxValue) =>
        Assert.Equal("INVALID_CURSOR", Assert.Throws<DomainError>(() => _cursors.Read(Room, head, cursor)).Reason);
}
