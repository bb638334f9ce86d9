using GroupChat.Compat.Tests.Kit;
using GroupChat.Compat.Tests.Wire;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace GroupChat.Compat.Tests;

/// <summary>What a handler learns about its call.</summary>
public sealed class ServerContextTests
{
    [Fact]
    public async Task Context_PlainCall_KnowsMethodHostAndPeer()
    {
        await using var server = await ProbeServer.StartAsync(Telling(context => $"{context.Method} {context.Host} {context.Peer}"));
        var told = (await server.Client().UnaryTextAsync("")).Split(' ');
        Assert.Equal("/groupchat.compat.test.Probe/Unary", told[0]);
        Assert.StartsWith("127.0.0.1:", told[1], StringComparison.Ordinal);
        Assert.StartsWith("ipv4:127.0.0.1:", told[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AuthContext_PlainText_IsUnauthenticated()
    {
        await using var server = await ProbeServer.StartAsync(Telling(context =>
            $"{context.AuthContext.IsPeerAuthenticated} {context.AuthContext.Properties.Count()}"));
        Assert.Equal("False 0", await server.Client().UnaryTextAsync(""));
    }

    [Fact]
    public async Task AuthContext_ClientCertificate_NamesThePeer()
    {
        using var own = Certificates.Create("server.test");
        using var peer = Certificates.Create("client.test");
        await using var server = await ProbeServer.StartAsync(
            Telling(context => $"{context.AuthContext.PeerIdentityPropertyName}={context.AuthContext.PeerIdentity.Single().Value}"),
            listen: listen => listen.UseHttps(own, https =>
            {
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (presented, _, _) => presented.Thumbprint == peer.Thumbprint;
            }));
        var client = server.Client(new GrpcChannelOptions { HttpHandler = Certificates.Trusting(own, peer) });
        Assert.Equal("x509_subject_alternative_name=client.test", await client.UnaryTextAsync(""));
    }

    [Fact]
    public void AuthProperty_Made_CopiesItsBytes()
    {
        var bytes = "abc"u8.ToArray();
        var property = AuthProperty.Create("name", bytes);
        bytes[0] = 0;
        property.ValueBytes[1] = 0;
        Assert.Equal(("name", "abc"), (property.Name, property.Value));
    }

    [Fact]
    public void AuthContext_Made_FindsByName()
    {
        var property = AuthProperty.Create("name", "abc"u8.ToArray());
        var context = new AuthContext("name", new() { ["name"] = [property] });
        Assert.Equal([property], context.PeerIdentity);
        Assert.Equal([property], context.Properties);
        Assert.Empty(context.FindPropertiesByName("absent"));
        Assert.Empty(new AuthContext(null, []).PeerIdentity);
    }

    private static ProbeScript Telling(Func<ServerCallContext, string> tell) => new()
    {
        Unary = (_, context) => Task.FromResult(new Pong { Text = tell(context) }),
    };
}
