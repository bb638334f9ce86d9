using GroupChat.Bench.Echoing;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroupChat.Bench.Servers;

/// <summary>The baseline server: Grpc.AspNetCore.Server with an echo service and nothing else, in a process of its own.</summary>
internal static class EchoServer
{
    public static async Task RunAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        await using var app = builder.Build();
        app.MapGrpcService<EchoRpc>();
        await app.RunAsync();
    }

    private sealed class EchoRpc : EchoService.EchoServiceBase
    {
        public override Task<EchoMessage> Echo(EchoMessage request, ServerCallContext context) =>
            Task.FromResult(new EchoMessage { Text = request.Text });

        public override async Task EchoStream(
            IAsyncStreamReader<EchoMessage> requestStream, IServerStreamWriter<EchoMessage> responseStream, ServerCallContext context)
        {
            await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
                await responseStream.WriteAsync(new EchoMessage { Text = message.Text });
        }

        public override async Task Repeat(RepeatRequest request, IServerStreamWriter<EchoMessage> responseStream, ServerCallContext context)
        {
            for (var left = request.Times; left > 0; left--)
                await responseStream.WriteAsync(new EchoMessage { Text = request.Text });
        }
    }
}
