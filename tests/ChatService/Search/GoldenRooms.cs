using GroupChat.Chat.Tests.Kit;
using GroupChat.Chat.Tests.Storage;

namespace GroupChat.Chat.Tests.Search;

/// <summary>The same texts twice: ann's room is in segments, eve's in none.</summary>
public abstract class GoldenRooms : IAsyncLifetime
{
    internal static readonly string[] Texts =
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

    private readonly Func<Task<string>> _backend;

    private protected GoldenRooms(Func<Task<string>> backend) => _backend = backend;

    internal ChatHouse House { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var postgres = await _backend();
        House = await ChatHouse.OpenAsync(settings: settings => settings["Storage:Postgres"] = postgres);
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

public sealed class SqliteGoldenRooms() : GoldenRooms(Backend.SqliteAsync);

public sealed class PostgresGoldenRooms() : GoldenRooms(Backend.PostgresAsync);
