using GroupChat.Contracts.Document.V1;
using GroupChat.Documents.Documents;
using GroupChat.Documents.Indexing;
using GroupChat.Documents.Tests.Face;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using DocumentState = GroupChat.Contracts.Document.V1.DocumentState;

namespace GroupChat.Documents.Tests.Neighbours;

/// <summary>The service against its neighbours on the wire: generated clients, the internal socket, the service key.</summary>
public sealed class NeighbourTests : IAsyncLifetime
{
    private readonly FakeVectors _vectors = new();
    private TestNode _node = null!;

    private IPassageIndex Index => _node.Services.GetRequiredService<IPassageIndex>();

    private IRoomAccess Rooms => _node.Services.GetRequiredService<IRoomAccess>();

    public async Task InitializeAsync() => _node = await TestNode.StartAsync(
        builder =>
        {
            builder.AddDocuments();
            builder.Services.AddSingleton(_vectors);
        },
        app =>
        {
            app.MapDocuments();
            app.MapGroupChatService<FakeChat>();
            app.MapGroupChatService<FakeVectors>();
        });

    public Task DisposeAsync() => _node.DisposeAsync().AsTask();

    [Fact]
    public async Task UploadAndSearch_OverTheWire_FindThePassage()
    {
        var bob = _node.Client<DocumentService.DocumentServiceClient>("bob");
        using var upload = bob.UploadDocument();
        await upload.RequestStream.WriteAsync(DocumentNode.Header("a.md")).Within();
        await upload.RequestStream.WriteAsync(DocumentNode.Data("# Ports\n\nIt listens on 8080.")).Within();
        await upload.RequestStream.CompleteAsync().Within();
        var document = (await upload.ResponseAsync.Within()).Document;

        var found = await bob.SearchPassagesAsync(new() { RoomId = "lab", Query = "8080" }).ResponseAsync.Within();

        Assert.Equal(DocumentState.Ready, document.State);
        Assert.Equal([("lab", $"{document.DocumentId}.0")], _vectors.Ids);
        Assert.Equal("# Ports\n\nIt listens on 8080.", Assert.Single(found.Matches).Passage.Text);
    }

    [Fact]
    public async Task Index_Delete_TakesOutOneDocumentOnly()
    {
        await Index.UpsertAsync(FakeRooms.Lab, new("a"), [new(new("a.0"), "x"), new(new("a.1"), "x")], default).Within();
        await Index.UpsertAsync(FakeRooms.Lab, new("b"), [new(new("b.0"), "x")], default).Within();

        await Index.DeleteAsync(FakeRooms.Lab, new("a"), default).Within();

        Assert.Equal([("lab", "b.0")], _vectors.Ids);
        Assert.Empty(await Index.SearchAsync(FakeRooms.Hall, "x", 10, default).Within());
    }

    [Fact]
    public async Task Index_CollectionGone_IsUnavailableOnceAndThenMadeAgain()
    {
        await Index.UpsertAsync(FakeRooms.Lab, new("a"), [new(new("a.0"), "x")], default).Within();
        _vectors.HasCollection = false;

        var error = await Refusal.OfAsync("INDEX_UNAVAILABLE", () => Index.SearchAsync(FakeRooms.Lab, "x", 10, default).Within());

        Assert.Equal(ErrorCode.Unavailable, error.Code);
        Assert.Single(await Index.SearchAsync(FakeRooms.Lab, "x", 10, default).Within());
    }

    [Theory]
    [InlineData(ErrorCode.Unavailable, "INDEX_UNAVAILABLE")]
    [InlineData(ErrorCode.ResourceExhausted, "INDEX_UNAVAILABLE")]
    [InlineData(ErrorCode.FailedPrecondition, "SOMETHING")]
    public async Task Index_Failing_TellsWhetherItPasses(ErrorCode code, string reason)
    {
        _vectors.Fault = new(code, "SOMETHING", "text");

        await Refusal.OfAsync(reason, () => Index.SearchAsync(FakeRooms.Lab, "x", 10, default).Within());
    }

    [Fact]
    public async Task Index_PointRefused_NamesTheReason() =>
        await Refusal.OfAsync("EMPTY_POINT", () => Index.UpsertAsync(FakeRooms.Lab, new("a"), [new(new("a.0"), "")], default).Within());

    [Fact]
    public async Task Rooms_Roles_AreThoseOfChat()
    {
        Assert.Equal(RoomRole.Owner, await Rooms.RequireMemberAsync(FakeRooms.Lab, FakeRooms.Alice, default).Within());
        Assert.Equal(RoomRole.Member, await Rooms.RequireMemberAsync(FakeRooms.Lab, FakeRooms.Bob, default).Within());
        await Refusal.OfAsync("NOT_A_MEMBER", () => Rooms.RequireMemberAsync(FakeRooms.Lab, new("mallory"), default).Within());
        await Refusal.OfAsync("ROOM_NOT_FOUND", () => Rooms.RequireMemberAsync(new("nowhere"), FakeRooms.Bob, default).Within());
        await Assert.ThrowsAsync<RpcException>(() => Rooms.RequireMemberAsync(new("broken"), FakeRooms.Bob, default).Within());
    }
}
