using GroupChat.Contracts.Agent.V1;
using GroupChat.TestSupport;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Gateway.Tests;

public sealed class BannerTests
{
    [Fact]
    public async Task Execute_AgentsGoneWhenItAsks_DoesNotFailTheServer()
    {
        await using var app = WebApplication.CreateBuilder(new WebApplicationOptions { Args = ["--urls", "http://127.0.0.1:0"] }).Build();
        await app.StartAsync().Within();
        // Nobody listens there any more, as when the server is asked to end as soon as it has started.
        using var nobody = GrpcChannel.ForAddress("http://127.0.0.1:1");
        using var banner = new Banner(
            app.Services.GetRequiredService<IServer>(), new(""), app.Configuration, new AgentService.AgentServiceClient(nobody), app.Lifetime);
        await banner.StartAsync(CancellationToken.None).Within();
        await banner.ExecuteTask!.Within();
    }
}
