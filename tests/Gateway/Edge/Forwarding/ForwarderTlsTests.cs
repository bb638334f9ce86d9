using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.TestSupport;
using GroupChat.TestSupport.Certificates;
using Grpc.Core;
using Grpc.Net.Client;

namespace GroupChat.Gateway.Tests.Edge.Forwarding;

/// <summary>Processes that know each other by certificates alone.</summary>
public sealed class ForwarderTlsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestAuthority _ours = new("ours");
    private readonly TestAuthority _other = new("other");
    private readonly TlsService _tls;

    public ForwarderTlsTests() => _tls = new(_folder, _ours);

    public void Dispose()
    {
        _ours.Dispose();
        _other.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task EveryKind_OfCallOverTls_PassesThrough()
    {
        await using var service = await _tls.StartAsync(new());
        await using var front = await ForwardingNodes.FrontAsync(TlsService.AddressOf(service), _tls.Gateway(_ours));

        Assert.Equal("lobby", (await front.Chat().GetRoomAsync(new() { RoomId = "lobby" }).ResponseAsync.Within()).Room.RoomId);
        using var watch = front.Chat().WatchRooms(new() { RoomId = "lobby" });
        Assert.True(await watch.ResponseStream.MoveNext(default).Within());
        Assert.False(await watch.ResponseStream.MoveNext(default).Within());
        using var upload = front.Documents().UploadDocument();
        for (var index = 0; index < 20; index++)
            await upload.RequestStream.WriteAsync(new() { Data = new() { Bytes = ByteString.CopyFrom(new byte[50_000]) } }).Within();
        await upload.RequestStream.CompleteAsync().Within();
        Assert.NotNull(await upload.ResponseAsync.Within());
        using var call = front.Chat().Converse();
        await call.RequestStream.WriteAsync(new() { RequestId = "1" }).Within();
        Assert.True(await call.ResponseStream.MoveNext(default).Within());
        await call.RequestStream.CompleteAsync().Within();
        Assert.False(await call.ResponseStream.MoveNext(default).Within());
    }

    [Fact]
    public async Task Caller_HandedOnByACertificate_IsTheUserThroughAService()
    {
        var seen = new TaskCompletionSource<(Caller Caller, string? Authorization)>();
        await using var service = await _tls.StartAsync(new()
        {
            Unary = (_, context) =>
            {
                seen.SetResult((context.GetCaller(), context.RequestHeaders.GetValue("authorization")));
                return Task.FromResult<GetRoomResponse>(new());
            },
        });
        await using var front = await ForwardingNodes.FrontAsync(TlsService.AddressOf(service), _tls.Gateway(_ours));

        await front.Chat().GetRoomAsync(new()).ResponseAsync.Within();

        var (caller, authorization) = await seen.Task.Within();
        Assert.Equal(("alice", true), (caller.UserId, caller.ByService));
        Assert.Equal("Service certificate", authorization);
    }

    [Fact]
    public async Task Gateway_WithACertificateOfSomebodyElse_DoesNotGetThrough()
    {
        await using var service = await _tls.StartAsync(new());
        await using var front = await ForwardingNodes.FrontAsync(TlsService.AddressOf(service), _tls.Gateway(_other));

        var refused = await Assert.ThrowsAsync<RpcException>(() => front.Chat().GetRoomAsync(new()).ResponseAsync).Within();

        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
    }

    [Fact]
    public async Task Service_ThatProvesNothing_IsNotReached()
    {
        var impostor = new TlsService(_folder, _other);
        await using var service = await impostor.StartAsync(new());
        await using var front = await ForwardingNodes.FrontAsync(TlsService.AddressOf(service), _tls.Gateway(_ours));

        var refused = await Assert.ThrowsAsync<RpcException>(() => front.Chat().GetRoomAsync(new()).ResponseAsync).Within();

        Assert.Equal((StatusCode.Unavailable, "SERVICE_UNREACHABLE"), (refused.StatusCode, refused.ToDomainError().Reason));
    }

    [Fact]
    public async Task Certificate_ThatNobodyNames_MakesNobodyAService()
    {
        await using var service = await _tls.StartAsync(new());
        using var channel = ConnectWithCertificate(TlsService.AddressOf(service));

        var refused = await Assert.ThrowsAsync<RpcException>(() => new ChatService.ChatServiceClient(channel).GetRoomAsync(new()).ResponseAsync).Within();

        Assert.Equal("TOKEN_MISSING", refused.ToDomainError().Reason);
    }

    [Fact]
    public async Task Certificate_NamedAndNotShown_IsRefused()
    {
        await using var service = await _tls.StartAsync(new());
        var chat = new ChatService.ChatServiceClient(service.Invoker("Service certificate"));

        var refused = await Assert.ThrowsAsync<RpcException>(() => chat.GetRoomAsync(new()).ResponseAsync).Within();

        Assert.Equal("TOKEN_INVALID", refused.ToDomainError().Reason);
    }

    private GrpcChannel ConnectWithCertificate(string address)
    {
        var pem = _ours.Issue("gateway", TestAuthority.Clients);
        var connections = new SocketsHttpHandler { UseProxy = false };
        connections.SslOptions.ClientCertificates = [X509Certificate2.CreateFromPem(pem, pem)];
        connections.SslOptions.CertificateChainPolicy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { X509Certificate2.CreateFromPem(_ours.Pem) },
        };
        return GrpcChannel.ForAddress(address, new() { HttpHandler = connections, DisposeHttpClient = true });
    }
}
