using GroupChat.Contracts.Document.V1;
using GroupChat.ServiceDefaults.Hosting;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static GroupChat.Documents.Tests.Face.DocumentNode;

namespace GroupChat.Documents.Tests.Face;

public sealed class UploadTests
{
    private const string Markdown = "# Guide\n\n## Ports\n\nThe server listens on port 8080.\n";

    [Fact]
    public async Task Upload_Markdown_IsReadyWhenAnswered()
    {
        await using var node = await StartAsync();

        var response = await node.UploadAsync("bob", "docs/guide.md", Markdown);

        var document = response.Document;
        Assert.False(response.AlreadyExisted);
        Assert.Equal(("Guide", "guide.md", "text/markdown"), (document.Title, document.FileName, document.MediaType));
        Assert.Equal((DocumentState.Ready, 1, "bob", "lab"), (document.State, document.PassageCount, document.CreatorUserId, document.RoomId));
        Assert.Equal((Markdown.Length, 64), (document.SizeBytes, document.Sha256.Length));
        Assert.Equal(document, (await node.As("alice").GetDocumentAsync(new() { DocumentId = document.DocumentId })).Document);
    }

    [Fact]
    public async Task Upload_InManyFramesCutAnywhere_IsTheSameText()
    {
        await using var node = await StartAsync();
        var bytes = System.Text.Encoding.UTF8.GetBytes("Grüße aus Köln 👋\r\n\r\nzweiter Absatz");

        var response = await node.SendAsync("bob", [Header("a.txt", size: bytes.Length), .. bytes.Select(b => Data([b]))]);

        var found = await node.As("bob").SearchPassagesAsync(new() { RoomId = "lab", Query = "Köln" });
        Assert.Equal(DocumentState.Ready, response.Document.State);
        Assert.Equal("Grüße aus Köln 👋\n\nzweiter Absatz", Assert.Single(found.Matches).Passage.Text);
    }

    [Fact]
    public async Task Upload_Repeated_IsOneDocument()
    {
        await using var node = await StartAsync();

        var first = await node.UploadAsync("bob", "a.md", Markdown, "request-1");
        var sameRequest = await node.UploadAsync("bob", "a.md", Markdown, "request-1");
        var sameContent = await node.UploadAsync("alice", "a.md", Markdown);

        Assert.Equal([(false, first.Document.DocumentId), (true, first.Document.DocumentId), (true, first.Document.DocumentId)],
            new[] { first, sameRequest, sameContent }.Select(response => (response.AlreadyExisted, response.Document.DocumentId)));
        await RpcRefusal.OfAsync(StatusCode.AlreadyExists, "REQUEST_ID_REUSED", () => node.UploadAsync("bob", "a.md", "other", "request-1"));
        await RpcRefusal.OfAsync(StatusCode.AlreadyExists, "REQUEST_ID_REUSED", () => node.UploadAsync("bob", "a.md", Markdown, "request-1", "hall"));
        Assert.Single((await node.As("bob").ListDocumentsAsync(new() { RoomId = "lab" })).Documents);
    }

    [Theory]
    [InlineData("no frame at all")]
    [InlineData("data first")]
    [InlineData("an empty frame first")]
    [InlineData("two headers")]
    [InlineData("a header after data")]
    [InlineData("an empty frame")]
    [InlineData("no bytes")]
    [InlineData("too many bytes")]
    public async Task Upload_FramesOutOfOrder_AreInvalid(string what)
    {
        UploadDocumentRequest[] frames = what switch
        {
            "data first" => [Data("x"), Header("a.md")],
            "an empty frame first" => [new()],
            "two headers" => [Header("a.md"), Header("a.md")],
            "a header after data" => [Header("a.md"), Data("x"), Header("a.md")],
            "an empty frame" => [Header("a.md"), new()],
            "no bytes" => [Header("a.md"), Data("")],
            "too many bytes" => [Header("a.md"), Data(new byte[(1 << 20) + 1])],
            _ => [],
        };
        await using var node = await StartAsync();

        await RpcRefusal.OfAsync(StatusCode.InvalidArgument, "INVALID_FRAME", () => node.SendAsync("bob", frames));
        await AssertNothingLeftAsync(node, what);
    }

    [Theory]
    [InlineData(8, "")]
    [InlineData(6, "")]
    [InlineData(0, "0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Upload_OtherThanAnnounced_IsIncomplete(long size, string sha256)
    {
        await using var node = await StartAsync();
        var header = Header("a.md", size: size, sha256: sha256);

        await RpcRefusal.OfAsync(StatusCode.InvalidArgument, "UPLOAD_INCOMPLETE", () => node.SendAsync("bob", header, Data("content")));
        await AssertNothingLeftAsync(node, "not as announced");
    }

    [Fact]
    public async Task Upload_OverTheLimit_IsTooLargeWhetherAnnouncedOrNot()
    {
        await using var node = await StartAsync(settings: ("Documents:MaxUploadBytes", "2048"));

        var info = await RpcRefusal.OfAsync(
            StatusCode.ResourceExhausted, "DOCUMENT_TOO_LARGE", () => node.SendAsync("bob", Header("a.md", size: 2049)));
        Assert.Equal("2048", info.Metadata["max_bytes"]);
        await RpcRefusal.OfAsync(
            StatusCode.ResourceExhausted, "DOCUMENT_TOO_LARGE", () => node.SendAsync("bob", Header("a.md"), Data(new string('x', 2000)), Data(new string('x', 49))));
        await AssertNothingLeftAsync(node, "too large");
        Assert.Equal(2048, (await node.SendAsync("bob", Header("a.md"), Data(new string('x', 2048)))).Document.SizeBytes);
    }

    [Fact]
    public async Task Upload_OfTheLargestSize_IsReadyAndWholly()
    {
        await using var node = await StartAsync();
        var section = "## Section\n\n" + string.Concat(Enumerable.Repeat("Some words of a sentence. ", 40)) + "\n\n";
        var text = string.Concat(Enumerable.Repeat(section, 10 * 1024 * 1024 / section.Length));
        var frames = text.Chunk(1 << 20).Select(piece => Data(new string(piece)));

        var response = await node.SendAsync("bob", [Header("large.md", size: text.Length), .. frames]);

        Assert.Equal((DocumentState.Ready, text.Length), (response.Document.State, response.Document.SizeBytes));
        Assert.Equal(text.Length / section.Length, response.Document.PassageCount);
    }

    [Fact]
    public async Task Upload_BrokenOff_LeavesNothingBehind()
    {
        await using var node = await StartAsync();
        using var call = node.As("bob").UploadDocument();
        await call.RequestStream.WriteAsync(Header("a.md")).Within();
        for (var i = 0; i < 20; i++)
            await call.RequestStream.WriteAsync(Data(new string('x', 100_000))).Within();
        await EventuallyAsync(() => Uploads(node).Count > 0);

        call.Dispose();

        await EventuallyAsync(() => Uploads(node).Count == 0);
        await AssertNothingLeftAsync(node, "broken off");
    }

    [Fact]
    public async Task Upload_Stalled_IsEndedAndLeavesNothingBehind()
    {
        var time = new ManualTimeProvider();
        await using var node = await StartAsync(time: time);
        using var call = node.As("bob").UploadDocument();
        await call.RequestStream.WriteAsync(Header("a.md")).Within();
        await call.RequestStream.WriteAsync(Data("the beginning")).Within();
        await EventuallyAsync(() => Uploads(node).Count > 0);

        // The file is there before the server waits for more: time moves until that wait has begun and ended.
        await EventuallyAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(61));
            return call.ResponseAsync.IsCompleted;
        });

        await RpcRefusal.OfAsync(StatusCode.InvalidArgument, "UPLOAD_INCOMPLETE", () => call.ResponseAsync.Within());
        await AssertNothingLeftAsync(node, "stalled");
    }

    [Fact]
    public async Task Start_AfterAKill_SweepsWhatUploadsLeft()
    {
        using var data = new TempFolder();
        Directory.CreateDirectory(data.File("uploads"));
        await File.WriteAllTextAsync(Path.Combine(data.File("uploads"), "left"), "half an upload");

        await using var node = await StartAsync(data);

        Assert.Empty(Uploads(node));
    }

    [Theory]
    [InlineData("image.png", "\u0089PNG\r\n\u001a\n", "UNSUPPORTED_MEDIA_TYPE")]
    [InlineData("paper.pdf", "%PDF-1.7", "UNSUPPORTED_MEDIA_TYPE")]
    [InlineData("page.html", "<p>x</p>", "UNSUPPORTED_MEDIA_TYPE")]
    [InlineData("a.md", "a\0b", "UNSUPPORTED_MEDIA_TYPE")]
    [InlineData("a.md", "Gr\u00FC\u00DFe", "INVALID_ENCODING")]
    [InlineData("a.md", " \n ", "EMPTY_DOCUMENT")]
    public async Task Upload_NotText_IsRefusedByReason(string name, string latin1, string reason)
    {
        await using var node = await StartAsync();

        await RpcRefusal.OfAsync(
            StatusCode.InvalidArgument, reason, () => node.SendAsync("bob", Header(name), Data(System.Text.Encoding.Latin1.GetBytes(latin1))));
        await AssertNothingLeftAsync(node, reason);
    }

    [Fact]
    public async Task Upload_HeaderWithMistakes_NamesThemAll()
    {
        await using var node = await StartAsync();
        var header = new UploadHeader { FileName = "folder/", RequestId = new string('x', 65), SizeBytes = -1, Sha256 = "ABC" };

        var refused = await Assert.ThrowsAsync<RpcException>(() => node.SendAsync("bob", new UploadDocumentRequest { Header = header }));

        foreach (var field in new[] { "header.room_id", "header.request_id", "header.file_name", "header.size_bytes", "header.sha256" })
            Assert.Contains(field, refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_ByStrangers_IsRefusedAtTheHeader()
    {
        await using var node = await StartAsync();

        await RpcRefusal.OfAsync(StatusCode.PermissionDenied, "NOT_A_MEMBER", () => node.SendAsync("mallory", Header("a.md"), Data("x")));
        await RpcRefusal.OfAsync(StatusCode.NotFound, "ROOM_NOT_FOUND", () => node.SendAsync("bob", Header("a.md", room: "nowhere"), Data("x")));
        using var nobody = node.AsNobody().UploadDocument();
        var refused = await Assert.ThrowsAsync<RpcException>(() => nobody.ResponseAsync.Within());
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
    }

    [Fact]
    public async Task Upload_BeforeARestart_IsThereAfterIt()
    {
        using var data = new TempFolder();
        var index = new FakeIndex();
        string id;
        await using (var node = await StartAsync(data, index))
            id = (await node.UploadAsync("bob", "a.md", Markdown)).Document.DocumentId;

        await using var again = await StartAsync(data, index);
        var found = await again.As("bob").SearchPassagesAsync(new() { RoomId = "lab", Query = "port" });

        Assert.Equal(id, Assert.Single(found.Matches).Passage.DocumentId);
    }

    private static async Task AssertNothingLeftAsync(DocumentNode node, string what)
    {
        Assert.True(Uploads(node).Count == 0, what);
        Assert.Empty((await node.As("bob").ListDocumentsAsync(new() { RoomId = "lab" })).Documents);
    }

    private static List<string> Uploads(DocumentNode node) =>
        [.. Directory.EnumerateFiles(node.Services.GetRequiredService<DataFolder>().File("uploads"))];

    private static async Task EventuallyAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Waiting.Limit);
        while (!holds())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
