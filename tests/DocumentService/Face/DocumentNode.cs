using Google.Protobuf;
using GroupChat.Contracts.Document.V1;
using GroupChat.Contracts.Scraper.V1;
using GroupChat.Documents.Documents;
using GroupChat.Documents.Indexing;
using GroupChat.Documents.Scraping;
using GroupChat.Documents.Tests.Scraping;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Documents.Tests.Face;

/// <summary>DocumentService over real HTTP/2, with its neighbours faked at the port.</summary>
internal sealed class DocumentNode : IAsyncDisposable
{
    private readonly TestNode _node;

    private DocumentNode(TestNode node, FakeIndex index) => (_node, Index) = (node, index);

    public FakeIndex Index { get; }

    public IServiceProvider Services => _node.Services;

    public LogCollector Logs => _node.Logs;

    public static async Task<DocumentNode> StartAsync(
        TempFolder? data = null, FakeIndex? index = null, TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        index ??= new FakeIndex();
        var node = await TestNode.StartAsync(
            builder =>
            {
                foreach (var (key, value) in settings)
                    builder.Configuration[key] = value;
                builder.Services.AddSingleton<IPassageIndex>(index).AddSingleton<IRoomAccess, FakeRooms>()
                    .AddSingleton<IHostResolver>(HostileUrls.Resolver).AddSingleton(time ?? TimeProvider.System);
                builder.AddDocuments();
            },
            app => app.MapDocuments(),
            data);
        return new(node, index);
    }

    public DocumentService.DocumentServiceClient As(string user) => _node.Client<DocumentService.DocumentServiceClient>(user);

    public DocumentService.DocumentServiceClient AsNobody() => _node.Client<DocumentService.DocumentServiceClient>();

    public ScraperService.ScraperServiceClient ScraperAs(string user) => _node.Client<ScraperService.ScraperServiceClient>(user);

    /// <summary>Sends frames and half-closes.</summary>
    public async Task<UploadDocumentResponse> SendAsync(string user, params UploadDocumentRequest[] frames)
    {
        using var call = As(user).UploadDocument();
        try
        {
            foreach (var frame in frames)
                await call.RequestStream.WriteAsync(frame).Within();
            await call.RequestStream.CompleteAsync().Within();
        }
        catch (Exception ended) when (ended is RpcException or InvalidOperationException or IOException)
        {
            // Refused before everything was sent: the answer says why.
        }
        return await call.ResponseAsync.Within();
    }

    public Task<UploadDocumentResponse> UploadAsync(string user, string name, string text, string requestId = "", string room = "lab") =>
        SendAsync(user, Header(name, room, requestId), Data(text));

    public static UploadDocumentRequest Header(string name, string room = "lab", string requestId = "", long size = 0, string sha256 = "") =>
        new() { Header = new() { RoomId = room, FileName = name, RequestId = requestId, SizeBytes = size, Sha256 = sha256 } };

    public static UploadDocumentRequest Data(string text) => new() { Data = new() { Bytes = ByteString.CopyFromUtf8(text) } };

    public static UploadDocumentRequest Data(byte[] bytes) => new() { Data = new() { Bytes = ByteString.CopyFrom(bytes) } };

    public ValueTask DisposeAsync() => _node.DisposeAsync();
}
