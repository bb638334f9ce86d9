using System.Net;
using System.Security.Cryptography.X509Certificates;
using GroupChat.TestSupport;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroupChat.Vectors.Tests.Qdrant.Double;

/// <summary>
/// A server that speaks Qdrant's protocol as its documentation and definitions have it: strict about what Qdrant refuses, and able to
/// fail before or after it has done what it was asked. It is no Qdrant: quirks that are written nowhere are not here.
/// </summary>
internal sealed class QdrantDouble : IAsyncDisposable
{
    private readonly WebApplication _app;

    private QdrantDouble(WebApplication app, DoubleState state) =>
        (_app, State, Address) = (app, state, app.Urls.First());

    public DoubleState State { get; }

    public string Address { get; }

    public static async Task<QdrantDouble> StartAsync(string key = "", X509Certificate2? certificate = null)
    {
        var state = new DoubleState { Key = key };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddSingleton(state);
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = null;
            grpc.Interceptors.Add<DoubleGate>();
        });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        var app = builder.Build();
        app.MapGrpcService<DoubleServer>();
        app.MapGrpcService<DoubleCollections>();
        app.MapGrpcService<DoublePoints>();
        await app.StartAsync().Within();
        return new(app, state);
    }

    public static RpcException Refusal(StatusCode code, string text) => new(new Status(code, text));

    public static RpcException Invalid(string text) => Refusal(StatusCode.InvalidArgument, text);

    public async ValueTask DisposeAsync()
    {
        State.Trouble = null;
        await _app.StopAsync().Within();
        await _app.DisposeAsync();
    }
}
