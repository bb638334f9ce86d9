using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using GroupChat.Contracts.Session.V1;
using GroupChat.TestSupport;
using Grpc.Core;
using Grpc.Net.Client;

namespace GroupChat.Integration.Tests;

/// <summary>A server that tells all it can: what it does not tell even then are its users' secrets.</summary>
public sealed class SecretsTests : IDisposable
{
    private const string Password = "correct horse battery staple";
    private const string Wrong = "correct horse battery stable";
    private const string ServiceKey = "a-key-that-services-show-each-other";

    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-secrets-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Secrets_OfEveryKind_AreInNoLogHoweverMuchIsLogged()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(
            _folder, $"--Services:Key={ServiceKey}", "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:GroupChat=Trace",
            "--Logging:LogLevel:Microsoft.AspNetCore.DataProtection=Trace");

        var secrets = await UseAsync(gateway);
        await gateway.StopAsync();

        Assert.Contains(gateway.Output, static line => line.StartsWith("trce:", StringComparison.Ordinal));
        Assert.Contains(gateway.Output, static line => line.Contains("/v1/sessions/current", StringComparison.Ordinal));
        foreach (var secret in secrets)
            Assert.DoesNotContain(gateway.Output, line => line.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Headers_OfMoreThanTheLimit_AreRefusedAndOthersServed()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(_folder);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(gateway, HttpVersion.Version11, 16));
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, await AskAsync(gateway, HttpVersion.Version11, 40));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(gateway, HttpVersion.Version20, 16));
        // A client that listens to the server's settings does not even send them.
        Assert.NotEqual(HttpStatusCode.OK, await AskAsync(gateway, HttpVersion.Version20, 40));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(gateway, HttpVersion.Version20, 1));
    }

    /// <summary>Everything that comes with a secret, right and wrong, over every protocol; returns the secrets.</summary>
    private static async Task<List<string>> UseAsync(GatewayProcess gateway)
    {
        using var channel = gateway.Connect();
        var sessions = new SessionService.SessionServiceClient(channel);
        var first = (await sessions.CreateSessionAsync(new() { DisplayName = "Ann" }, deadline: Person.Soon)).Credentials;
        var next = (await sessions.RefreshSessionAsync(new() { RefreshToken = first.RefreshToken }, deadline: Person.Soon)).Credentials;
        var headers = new Metadata { { "authorization", $"Bearer {next.AccessToken}" } };
        var key = (await new ApiKeyService.ApiKeyServiceClient(channel).CreateApiKeyAsync(
            new() { DisplayName = "bot", Scopes = { "chat.read" } }, headers, Person.Soon)).Secret;
        await SignInAsync(channel, headers);
        using (var byService = new HttpClient { DefaultRequestHeaders = { { "authorization", $"Service {ServiceKey}" } } })
            Assert.Equal(HttpStatusCode.OK, (await byService.GetAsync(new Uri($"{gateway.Address}/v1/models")).Within()).StatusCode);
        await TalkJsonAsync(gateway, next, key);
        await OpenSocketAsync(gateway, next.AccessToken, key);
        return [first.AccessToken, first.RefreshToken, next.AccessToken, next.RefreshToken, key, Password, Wrong, ServiceKey];
    }

    private static async Task SignInAsync(GrpcChannel channel, Metadata headers)
    {
        var accounts = new AccountService.AccountServiceClient(channel);
        await accounts.CreateAccountAsync(new() { AccountName = "ann", Password = Password }, headers, Person.Soon);
        await accounts.SignInAsync(new() { AccountName = "ann", Password = Password }, deadline: Person.Soon);
        await Assert.ThrowsAsync<RpcException>(async () => await accounts.SignInAsync(new() { AccountName = "ann", Password = Wrong }, deadline: Person.Soon));
    }

    private static async Task TalkJsonAsync(GatewayProcess gateway, Credentials credentials, string key)
    {
        using var http = new HttpClient { BaseAddress = new(gateway.Address), DefaultRequestHeaders = { { "authorization", $"Bearer {credentials.AccessToken}" } } };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/v1/sessions/current", UriKind.Relative)).Within()).StatusCode);
        // Where no secret belongs, and in a body that is no good.
        await http.PostAsJsonAsync(new Uri("/v1/sessions:refresh", UriKind.Relative), new { refreshToken = credentials.RefreshToken, colour = key }).Within();
    }

    private static async Task OpenSocketAsync(GatewayProcess gateway, string token, string key)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("groupchat.json.v1");
        socket.Options.AddSubProtocol($"groupchat.bearer.{token}");
        await socket.ConnectAsync(new($"{gateway.Address.Replace("http", "ws", StringComparison.Ordinal)}/ws/groupchat.chat.v1.ChatService/ListRooms"), default).Within();
        var open = System.Text.Encoding.UTF8.GetBytes("{\"open\":{\"metadata\":{\"x-note\":\"" + key + "\"}}}");
        await socket.SendAsync(open, WebSocketMessageType.Text, endOfMessage: true, default).Within();
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default).Within();
    }

    /// <summary>Null when there was no answer.</summary>
    private static async Task<HttpStatusCode?> AskAsync(GatewayProcess gateway, Version version, int kilobytes)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Waiting.Limit };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{gateway.Address}/health/live"))
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        for (var sent = 0; sent < kilobytes; sent++)
            request.Headers.Add($"x-filler-{sent}", new string('x', 1000));
        try
        {
            using var answer = await http.SendAsync(request).Within();
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
