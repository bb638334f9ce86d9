using System.Net;
using System.Text.Json;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Health;
using GroupChat.TestSupport;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;
using Client = Grpc.Health.V1.Health.HealthClient;

namespace GroupChat.ServiceDefaults.Tests.Health;

public sealed class HealthTests : IAsyncLifetime
{
    private const string Chat = "groupchat.chat.v1.ChatService";
    private const string Documents = "groupchat.document.v1.DocumentService";

    private TestNode _node = null!;

    private HealthRegistry Registry => _node.Services.GetRequiredService<HealthRegistry>();

    public async Task InitializeAsync() => _node = await ScriptedNode.StartAsync(new());

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData(Chat)]
    [InlineData("grpc.health.v1.Health")]
    public async Task Check_OfAServingService_Serves(string service) =>
        Assert.Equal(Serving, (await _node.Client<Client>().CheckAsync(new() { Service = service })).Status);

    [Fact]
    public async Task Check_OfAnUnknownService_IsNotFound()
    {
        var fault = await Assert.ThrowsAsync<RpcException>(async () => await _node.Client<Client>().CheckAsync(new() { Service = "nope" }));

        Assert.Equal(StatusCode.NotFound, fault.StatusCode);
        Assert.True(fault.TryGetErrorInfo(out var info));
        Assert.Equal("SERVICE_UNKNOWN", info.Reason);
    }

    [Fact]
    public async Task Report_OfOneService_TakesTheWholeDownButNotTheOthers()
    {
        Registry.Report(Documents, HealthState.Failing);

        Assert.Equal(NotServing, (await _node.Client<Client>().CheckAsync(new() { Service = Documents })).Status);
        Assert.Equal(NotServing, (await _node.Client<Client>().CheckAsync(new())).Status);
        Assert.Equal(Serving, (await _node.Client<Client>().CheckAsync(new() { Service = Chat })).Status);
    }

    [Fact]
    public async Task Watch_OfAService_TellsEachChangeAndTheEnd()
    {
        // Time stands still, so that the grace of a stopping host is as long as the machine needs.
        await using var node = await ScriptedNode.StartAsync(new(), builder => builder.Services.AddSingleton<TimeProvider>(new ManualTimeProvider()));
        var registry = node.Services.GetRequiredService<HealthRegistry>();
        using var watch = node.Client<Client>().Watch(new() { Service = Chat });

        Assert.Equal(Serving, await NextAsync(watch));
        registry.Report(Chat, HealthState.Starting);
        Assert.Equal(NotServing, await NextAsync(watch));
        registry.Report(Documents, HealthState.Failing);
        registry.Report(Chat, null);
        Assert.Equal(Serving, await NextAsync(watch));
        var stop = node.StopAsync();
        Assert.Equal(NotServing, await NextAsync(watch));
        Assert.Null(await NextAsync(watch));
        await stop.Within();
    }

    [Fact]
    public async Task Watch_OfAnUnknownService_WaitsForIt()
    {
        using var watch = _node.Client<Client>().Watch(new() { Service = "later.v1.Later" });

        Assert.Equal(ServiceUnknown, await NextAsync(watch));
        Registry.Report("later.v1.Later", HealthState.Serving);
        Assert.Equal(Serving, await NextAsync(watch));
    }

    [Fact]
    public async Task Http_Probes_AnswerLiveAndReady()
    {
        Assert.Equal((HttpStatusCode.OK, "live", ""), await GetAsync("live"));
        Assert.Equal((HttpStatusCode.OK, "serving", "serving"), await GetAsync("ready"));
        Registry.Report(Documents, HealthState.Starting);
        Assert.Equal((HttpStatusCode.OK, "live", ""), await GetAsync("live"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "starting", "starting"), await GetAsync("ready"));
    }

    [Fact]
    public void State_BeforeTheHostHasStarted_IsStarting()
    {
        using var host = Host.CreateEmptyApplicationBuilder(null).Build();
        var registry = ActivatorUtilities.CreateInstance<HealthRegistry>(host.Services);
        registry.Register(Chat);

        Assert.Equal((HealthState.Starting, HealthState.Starting), (registry.Overall, registry.All[Chat]));
    }

    private static async Task<HealthCheckResponse.Types.ServingStatus?> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> watch) =>
        await watch.ResponseStream.MoveNext(default).Within() ? watch.ResponseStream.Current.Status : null;

    private async Task<(HttpStatusCode Code, string Status, string Documents)> GetAsync(string probe)
    {
        using var http = new HttpClient();
        http.DefaultRequestVersion = HttpVersion.Version20;
        http.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var response = await http.GetAsync($"{_node.Address}/health/{probe}");
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        var documents = body.TryGetProperty("services", out var services) ? services.GetProperty(Documents).GetString() : "";
        return (response.StatusCode, body.GetProperty("status").GetString()!, documents!);
    }
}
