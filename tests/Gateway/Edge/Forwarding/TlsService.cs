using GroupChat.ServiceDefaults.Listening;
using GroupChat.TestSupport;
using GroupChat.TestSupport.Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Gateway.Tests.Edge.Forwarding;

/// <summary>A service that knows others by their certificates, and the settings of a gateway that has one. Nobody has a service key.</summary>
internal sealed class TlsService(TempFolder folder, TestAuthority authority)
{
    public Task<TestNode> StartAsync(Script script) => ScriptedNode.StartAsync(script, builder =>
    {
        builder.Configuration["Services:Key"] = "";
        builder.Services.AddSingleton(new TlsOptions
        {
            Certificate = Write("server.pem", authority.Issue("server", TestAuthority.Servers)),
            ClientAuthority = Write("clients.pem", authority.Pem),
        });
        builder.WebHost.UseOnePort("https://127.0.0.1:0");
    });

    /// <summary>Its address for those who come with a certificate. It has another one without TLS, as every node of tests has.</summary>
    public static string AddressOf(TestNode service) => service.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single(address => address.StartsWith("https:", StringComparison.Ordinal));

    /// <param name="issuer">Of the certificate that the gateway shows.</param>
    public Action<WebApplicationBuilder> Gateway(TestAuthority issuer) => builder =>
    {
        builder.Configuration["Services:Key"] = "";
        builder.Configuration["Services:Authority"] = Write("authority.pem", authority.Pem);
        builder.Configuration["Services:Certificate"] = Write("gateway.pem", issuer.Issue("gateway", TestAuthority.Clients));
    };

    private string Write(string file, string content)
    {
        var path = Path.Combine(folder.Path, file);
        File.WriteAllText(path, content);
        return path;
    }
}
