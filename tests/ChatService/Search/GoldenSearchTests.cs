using GroupChat.Chat.Tests.Kit;

namespace GroupChat.Chat.Tests.Search;

/// <summary>What people expect to find, in the languages that they write: the same from the index as without it.</summary>
public sealed class GoldenSearchTests(GoldenSearchTests.Rooms rooms) : IClassFixture<GoldenSearchTests.Rooms>
{
    private static readonly string[] Texts =
    [
        "The quick brown fox jumps over the lazy dog", // 0
        "Die Straße zum Café ist gesperrt, über Köln fahren", // 1
        "東京都で寿司を食べました", // 2
        "我们明天去北京大学开会", // 3
        "오늘 서울에서 회의가 있습니다", // 4
        "พรุ่งนี้ประชุมที่กรุงเทพมหานคร", // 5
        "Встреча в Москве в понедельник, всё готово", // 6
        "الاجتماع غدًا في القاهرة إن شاء الله", // 7
        "הפגישה מָחָר בתל אביב", // 8
        "कल दिल्ली में बैठक है", // 9
        "Η συνάντηση είναι στην Αθήνα, ο ΣΊΣΥΦΟΣ ήρθε", // 10
        "Cuộc họp ở Hà Nội, ăn phở nhé", // 11
        "Call foo_bar(x, y) in src/main.rs:42; v2.10.3-rc.1 is out", // 12
        "See https://example.com/a/b?q=1&lang=en#top or mail jane.doe+test@example.co.uk", // 13
        "Great 👍🏽 party 🎉🎉 tonight 👩\u200d💻", // 14
        "ＦＵＬＬ　ＷＩＤＴＨ ｶﾞｲﾄﾞ ①②③", // 15
        "İstanbul'da toplantı, ısı düşük; ILIK", // 16
        "if (a != b && c <= d) { return \"x\\n\"; } // done!!!", // 17
        "smart “quotes” – and don’t panic…", // 18
        "start starting artful art", // 19
    ];

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
        Assert.Equal(expected.OrderDescending().Select(n => Texts[n]), await rooms.House.FindAsync("ann", query));
        Assert.Equal(expected.OrderDescending().Select(n => Texts[n]), await rooms.House.FindAsync("eve", query));
    }

    /// <summary>ann's room is in segments, eve's in none.</summary>
    public sealed class Rooms : IAsyncLifetime
    {
        internal ChatHouse House { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            House = await ChatHouse.OpenAsync();
            await FillAsync("ann");
            await House.IndexAsync();
            await FillAsync("eve");
        }

        public Task DisposeAsync() => House.DisposeAsync().AsTask();

        private async Task FillAsync(string user)
        {
            var room = await House.RoomAsync(user);
            foreach (var text in Texts)
                await House.PostAsync(user, room, text);
        }
    }
}
