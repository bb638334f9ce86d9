using GroupChat.Contracts.Document.V1;
using Grpc.Core;
using static GroupChat.Documents.Tests.Face.DocumentNode;

namespace GroupChat.Documents.Tests.Face;

public sealed class DocumentTests
{
    private const string Guide = "# Guide\n\n## Ports\n\nThe server listens\non port 8080.\n\n## Names\n\nRooms have ids. Grüße!\n";

    [Fact]
    public async Task List_Pages_HoldEachDocumentOnceNewestFirst()
    {
        await using var node = await StartAsync();
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
            made.Insert(0, (await node.UploadAsync("bob", $"{i}.md", $"text {i}")).Document.FileName);

        var first = await node.As("alice").ListDocumentsAsync(new() { RoomId = "lab", PageSize = 2 });
        var second = await node.As("alice").ListDocumentsAsync(new() { RoomId = "lab", PageSize = 2, PageToken = first.NextPageToken });
        var third = await node.As("alice").ListDocumentsAsync(new() { RoomId = "lab", PageSize = 2, PageToken = second.NextPageToken });

        Assert.Equal(made.Order(), new[] { first, second, third }.SelectMany(page => page.Documents).Select(document => document.FileName).Order());
        Assert.Equal((2, 2, 1, ""), (first.Documents.Count, second.Documents.Count, third.Documents.Count, third.NextPageToken));
        foreach (var token in new[] { "x", "!!!", new string('a', 500), first.NextPageToken[..^4] + "AAAAA" })
            await RpcRefusal.OfAsync(StatusCode.InvalidArgument, "INVALID_PAGE_TOKEN",
                async () => await node.As("bob").ListDocumentsAsync(new() { RoomId = "lab", PageToken = token }));
        await RpcRefusal.OfAsync(StatusCode.InvalidArgument, "INVALID_PAGE_TOKEN",
            async () => await node.As("bob").ListDocumentsAsync(new() { RoomId = "hall", PageToken = first.NextPageToken }));
        await RpcRefusal.OfAsync(StatusCode.InvalidArgument, "INVALID_REQUEST",
            async () => await node.As("bob").ListDocumentsAsync(new() { RoomId = "lab", PageSize = -1 }));
    }

    [Fact]
    public async Task Delete_ByCreatorOrOwnerOnly_TakesEverythingAway()
    {
        await using var node = await StartAsync();
        var ofAlice = (await node.UploadAsync("alice", "a.md", Guide)).Document.DocumentId;
        var ofBob = (await node.UploadAsync("bob", "b.md", "Other words on port 8080.")).Document.DocumentId;

        await RpcRefusal.OfAsync(StatusCode.PermissionDenied, "NOT_YOUR_DOCUMENT",
            async () => await node.As("bob").DeleteDocumentAsync(new() { DocumentId = ofAlice }));
        await RpcRefusal.OfAsync(StatusCode.PermissionDenied, "NOT_A_MEMBER",
            async () => await node.As("mallory").DeleteDocumentAsync(new() { DocumentId = ofAlice }));
        await node.As("alice").DeleteDocumentAsync(new() { DocumentId = ofBob });
        await node.As("alice").DeleteDocumentAsync(new() { DocumentId = ofAlice });

        foreach (var id in new[] { ofAlice, ofBob, "no-such-document" })
        {
            await RpcRefusal.OfAsync(StatusCode.NotFound, "DOCUMENT_NOT_FOUND", async () => await node.As("alice").GetDocumentAsync(new() { DocumentId = id }));
            await RpcRefusal.OfAsync(StatusCode.NotFound, "DOCUMENT_NOT_FOUND", async () => await node.As("alice").DeleteDocumentAsync(new() { DocumentId = id }));
        }
        Assert.Empty((await node.As("bob").SearchPassagesAsync(new() { RoomId = "lab", Query = "port" })).Matches);
        Assert.False((await node.UploadAsync("alice", "a.md", Guide)).AlreadyExisted);
        Assert.Empty(node.Index.IdsOf(new(ofAlice)));
    }

    [Fact]
    public async Task Search_Passages_ComeWithTheirExactPlace()
    {
        await using var node = await StartAsync();
        var long1 = Guide + string.Concat(Enumerable.Repeat("Filler sentence. ", 100));
        await node.UploadAsync("bob", "guide.md", long1);
        await node.UploadAsync("bob", "guide.md", Guide, room: "hall");

        var matches = (await node.As("bob").SearchPassagesAsync(new() { RoomId = "lab", Query = "port 8080" })).Matches;

        var passage = matches[0].Passage;
        Assert.Equal("Guide", passage.DocumentTitle);
        Assert.Contains("on port 8080", passage.Text, StringComparison.Ordinal);
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(passage.Text), passage.Place.EndByte - passage.Place.StartByte);
        Assert.Equal(
            passage.Text,
            System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(long1)[(int)passage.Place.StartByte..(int)passage.Place.EndByte]));
        Assert.All(matches, match => Assert.Equal(passage.DocumentId, match.Passage.DocumentId));
        Assert.Equal(matches.Select(match => match.Score).OrderDescending(), matches.Select(match => match.Score));
        Assert.Single((await node.As("bob").SearchPassagesAsync(new() { RoomId = "lab", Query = "port filler", Limit = 1 })).Matches);
    }

    [Fact]
    public async Task Read_Passages_ReturnsThoseThatAreThereInTheOrderOfTheRequest()
    {
        await using var node = await StartAsync();
        var kept = (await node.UploadAsync("bob", "a.md", Guide)).Document.DocumentId;
        var gone = (await node.UploadAsync("bob", "b.md", "Other words.")).Document.DocumentId;
        var elsewhere = (await node.UploadAsync("bob", "c.md", "Third words.", room: "hall")).Document.DocumentId;
        await node.As("bob").DeleteDocumentAsync(new() { DocumentId = gone });
        var found = (await node.As("bob").SearchPassagesAsync(new() { RoomId = "lab", Query = "port rooms guide" })).Matches;
        var ids = found.Select(static match => match.Passage.PassageId).Reverse().ToList();

        var request = new ReadPassagesRequest { RoomId = "lab", PassageIds = { $"{gone}.0", $"{elsewhere}.0", "nonsense", ids, ids[0] } };
        var read = (await node.As("alice").ReadPassagesAsync(request)).Passages;

        Assert.Equal([.. ids, ids[0]], read.Select(static passage => passage.PassageId));
        Assert.Equal(found[0].Passage, read[^2]);
        Assert.All(read, passage => Assert.Equal(kept, passage.DocumentId));
        await RpcRefusal.OfAsync(StatusCode.PermissionDenied, "NOT_A_MEMBER", async () => await node.As("mallory").ReadPassagesAsync(request));
        await RpcRefusal.OfAsync(StatusCode.InvalidArgument, "INVALID_REQUEST", async () => await node.As("bob").ReadPassagesAsync(new() { RoomId = "lab" }));
        await RpcRefusal.OfAsync(
            StatusCode.InvalidArgument,
            "INVALID_REQUEST",
            async () => await node.As("bob").ReadPassagesAsync(new() { RoomId = "lab", PassageIds = { Enumerable.Repeat("x.1", 201) } }));
    }

    [Fact]
    public async Task Search_BadRequests_AreRefused()
    {
        await using var node = await StartAsync();
        var bad = new SearchPassagesRequest[]
        {
            new() { RoomId = "lab" },
            new() { RoomId = "lab", Query = " " },
            new() { Query = "x" },
            new() { RoomId = "lab", Query = new string('x', 4097) },
            new() { RoomId = "lab", Query = "x", Limit = -1 },
        };

        foreach (var request in bad)
            await RpcRefusal.OfAsync(StatusCode.InvalidArgument, "INVALID_REQUEST", async () => await node.As("bob").SearchPassagesAsync(request));
        await RpcRefusal.OfAsync(StatusCode.PermissionDenied, "NOT_A_MEMBER",
            async () => await node.As("mallory").SearchPassagesAsync(new() { RoomId = "lab", Query = "x" }));
        await RpcRefusal.OfAsync(StatusCode.NotFound, "ROOM_NOT_FOUND",
            async () => await node.As("bob").SearchPassagesAsync(new() { RoomId = "nowhere", Query = "x" }));
    }

    [Fact]
    public async Task VerifyQuotes_Each_GetsItsOwnVerdict()
    {
        await using var node = await StartAsync();
        var id = (await node.UploadAsync("bob", "guide.md", Guide)).Document.DocumentId;
        var elsewhere = (await node.UploadAsync("bob", "guide.md", Guide, room: "hall")).Document.DocumentId;

        var verdicts = (await node.As("bob").VerifyQuotesAsync(new()
        {
            RoomId = "lab",
            Quotes =
            {
                new Quote { DocumentId = id, Text = "The server listens on port 8080." },
                new Quote { DocumentId = id, Text = "The server listens on port 9090." },
                new Quote { DocumentId = elsewhere, Text = "Rooms have ids." },
                new Quote { DocumentId = id, Text = "Grüße!", StartByte = long.MaxValue },
                new Quote { DocumentId = "unknown", Text = "x" },
            },
        })).Verdicts;

        Assert.Equal([true, false, false, true, false], verdicts.Select(verdict => verdict.Verified));
        Assert.Equal(["", "QUOTE_NOT_FOUND", "DOCUMENT_NOT_FOUND", "", "DOCUMENT_NOT_FOUND"], verdicts.Select(verdict => verdict.Reason));
        Assert.Equal("The server listens\non port 8080.", Guide[(int)verdicts[0].Place.StartByte..(int)verdicts[0].Place.EndByte]);
        Assert.Equal("Guide", verdicts[0].Place.Headings[0]);
    }

    [Fact]
    public async Task VerifyQuotes_BadRequests_AreRefused()
    {
        await using var node = await StartAsync();
        var bad = new VerifyQuotesRequest[]
        {
            new() { RoomId = "lab" },
            new() { Quotes = { new Quote { Text = "x" } } },
            new() { RoomId = "lab", Quotes = { new Quote { DocumentId = "d" } } },
            new() { RoomId = "lab", Quotes = { new Quote { DocumentId = "d", Text = new string('x', 8193) } } },
            new() { RoomId = "lab", Quotes = { Enumerable.Repeat(new Quote { DocumentId = "d", Text = "x" }, 101) } },
        };

        foreach (var request in bad)
            await RpcRefusal.OfAsync(StatusCode.InvalidArgument, "INVALID_REQUEST", async () => await node.As("bob").VerifyQuotesAsync(request));
    }
}
