namespace GroupChat.Chat.Tests.Search;

/// <summary>What people expect to find, in the languages that they write: the same from the index as without it.</summary>
public abstract class GoldenSearchContract
{
    private readonly GoldenRooms _rooms;

    private protected GoldenSearchContract(GoldenRooms rooms) => _rooms = rooms;

    [Theory]
    [InlineData("fox", 0)]
    [InlineData("QUICK lazy", 0)]
    [InlineData("brown dog cat")]
    [InlineData("umps ov", 0)]
    [InlineData("\"brown fox\"", 0)]
    [InlineData("\"fox brown\"")]
    [InlineData("\"row\"")]
    [InlineData("row", 0)]
    [InlineData("\"quick bro", 0)]
    [InlineData("STRASSE cafe", 1)]
    [InlineData("koln", 1)]
    [InlineData("東", 2)]
    [InlineData("京", 3, 2)]
    [InlineData("京都", 2)]
    [InlineData("寿司", 2)]
    [InlineData("北京大学", 3)]
    [InlineData("明天 开会", 3)]
    [InlineData("서울", 4)]
    [InlineData("회의", 4)]
    [InlineData("ประชุม", 5)]
    [InlineData("กรุงเทพ", 5)]
    [InlineData("ชุ", 5)]
    [InlineData("москве", 6)]
    [InlineData("все готово", 6)]
    [InlineData("недель", 6)]
    [InlineData("القاهره")]
    [InlineData("القاهرة غدا", 7)]
    [InlineData("מחר", 8)]
    [InlineData("दिल्ली", 9)]
    [InlineData("σισυφος αθηνα", 10)]
    [InlineData("ha noi pho", 11)]
    [InlineData("foo_bar(x", 12)]
    [InlineData("_b", 12)]
    [InlineData("main.rs:42", 12)]
    [InlineData("2.10.3", 12)]
    [InlineData("\"bar\"", 12)]
    [InlineData("https://example.com/a/b", 13)]
    [InlineData("q=1&lang", 13)]
    [InlineData("jane.doe+test@example.co.uk", 13)]
    [InlineData("@ex", 13)]
    [InlineData("👍", 14)]
    [InlineData("🎉🎉", 14)]
    [InlineData("💻", 14)]
    [InlineData("full width", 15)]
    [InlineData("ガイド 123", 15)]
    [InlineData("istanbul ısı ılık", 16)]
    [InlineData("!=", 17)]
    [InlineData("&& <=", 17)]
    [InlineData("!!!", 17)]
    [InlineData("\\n", 17)]
    [InlineData("\"quotes\" don't", 18)]
    [InlineData("'t", 18)]
    [InlineData("art", 19, 18, 14)]
    [InlineData("\"art\"", 19)]
    [InlineData("\"artful\" st", 19)]
    [InlineData("xyzzy")]
    [InlineData("x", 17, 12, 13, 0)]
    public async Task Search_Golden_FindsTheRightMessages(string query, params int[] expected)
    {
        Assert.Equal(expected.OrderDescending().Select(n => GoldenRooms.Texts[n]), await _rooms.House.FindAsync("ann", query));
        Assert.Equal(expected.OrderDescending().Select(n => GoldenRooms.Texts[n]), await _rooms.House.FindAsync("eve", query));
    }
}

public sealed class SqliteGoldenSearchTests(SqliteGoldenRooms rooms) : GoldenSearchContract(rooms), IClassFixture<SqliteGoldenRooms>;

public sealed class PostgresGoldenSearchTests(PostgresGoldenRooms rooms) : GoldenSearchContract(rooms), IClassFixture<PostgresGoldenRooms>;
