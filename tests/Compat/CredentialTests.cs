using System.Security.Cryptography.X509Certificates;
using GroupChat.Compat.Tests.Kit;
using GroupChat.Compat.Tests.Wire;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;

namespace GroupChat.Compat.Tests;

/// <summary>Call credentials over TLS and, when asked for, over plain text.</summary>
public sealed class CredentialTests : IDisposable
{
    private static readonly ProbeScript TellAuthorization = new()
    {
        Unary = (_, context) => Task.FromResult(new Pong
        {
            Text = context.RequestHeaders.GetValue("authorization") ?? "",
        }),
    };

    private readonly X509Certificate2 _certificate = Certificates.Create("server.test");

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public async Task CallCredentials_OverTls_AreSentWithTheCall()
    {
        AuthInterceptorContext? asked = null;
        await using var server = await TlsServerAsync();
        var client = server.Client(new GrpcChannelOptions { HttpHandler = Certificates.Trusting(_certificate) });
        var credentials = CallCredentials.FromInterceptor((context, metadata) =>
        {
            asked = context;
            metadata.Add("authorization", "Bearer one");
            return Task.CompletedTask;
        });
        Assert.Equal("Bearer one", await client.UnaryTextAsync("", new CallOptions(credentials: credentials)));
        Assert.Equal("Unary", asked!.MethodName);
        Assert.EndsWith("/groupchat.compat.test.Probe", asked.ServiceUrl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Composed_OverTls_AreAppliedInOrder()
    {
        await using var server = await TlsServerAsync();
        var client = server.Client(new GrpcChannelOptions { HttpHandler = Certificates.Trusting(_certificate) });
        var both = CallCredentials.Compose(Bearer("one"), Bearer("two"));
        Assert.Equal("Bearer one, Bearer two", await client.UnaryTextAsync("", new CallOptions(credentials: both)));
    }

    [Fact]
    public async Task ChannelCredentials_WithCallCredentials_ApplyToEveryCall()
    {
        await using var server = await TlsServerAsync();
        var client = server.Client(new GrpcChannelOptions
        {
            HttpHandler = Certificates.Trusting(_certificate),
            Credentials = ChannelCredentials.Create(ChannelCredentials.SecureSsl, Bearer("channel")),
        });
        Assert.Equal("Bearer channel", await client.UnaryTextAsync(""));
        Assert.Equal("Bearer call, Bearer channel", await client.UnaryTextAsync("", new CallOptions(credentials: Bearer("call"))));
    }

    [Fact]
    public async Task CallCredentials_OverPlainText_AreSentOnlyWhenAllowed()
    {
        await using var server = await ProbeServer.StartAsync(TellAuthorization);
        var options = new CallOptions(credentials: Bearer("one"));
        Assert.Equal("", await server.Client().UnaryTextAsync("", options));
        var allowing = server.Client(new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Insecure,
            UnsafeUseInsecureChannelCallCredentials = true,
        });
        Assert.Equal("Bearer one", await allowing.UnaryTextAsync("", options));
    }

    [Fact]
    public async Task Interceptor_Fails_FailsTheCall()
    {
        await using var server = await TlsServerAsync();
        var client = server.Client(new GrpcChannelOptions { HttpHandler = Certificates.Trusting(_certificate) });
        var failing = CallCredentials.FromInterceptor((_, _) => throw new InvalidOperationException("no token"));
        var error = await Calls.FailsAsync(() => client.UnaryTextAsync("", new CallOptions(credentials: failing)));
        Assert.Equal(StatusCode.Internal, error.StatusCode);
    }

    [Fact]
    public void Create_FromInsecure_Throws()
    {
        Assert.Throws<ArgumentException>(() => ChannelCredentials.Create(ChannelCredentials.Insecure, Bearer("one")));
        Assert.Throws<ArgumentNullException>(() => ChannelCredentials.Create(null!, Bearer("one")));
        Assert.Throws<ArgumentNullException>(() => CallCredentials.FromInterceptor(null!));
        Assert.Throws<ArgumentNullException>(() => CallCredentials.Compose(null!));
    }

    private Task<ProbeServer> TlsServerAsync() =>
        ProbeServer.StartAsync(TellAuthorization, listen: listen => listen.UseHttps(_certificate));

    private static CallCredentials Bearer(string token) => CallCredentials.FromInterceptor((_, metadata) =>
    {
        metadata.Add("authorization", $"Bearer {token}");
        return Task.CompletedTask;
    });
}
