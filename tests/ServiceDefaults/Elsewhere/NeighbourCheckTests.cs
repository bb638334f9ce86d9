using GroupChat.Contracts.Vector.V1;
using GroupChat.ServiceDefaults.Channels;
using GroupChat.ServiceDefaults.Elsewhere;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.TestSupport;
using GroupChat.TestSupport.Certificates;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.ServiceDefaults.Tests.Elsewhere;

/// <summary>What a process has to be told before it can call others.</summary>
public sealed class NeighbourCheckTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0123456789abcdef", "http://127.0.0.1:1", false, null)]
    [InlineData("", "http://127.0.0.1:1", false, "Services:Key")]
    [InlineData("", "https://127.0.0.1:1", false, "Services:Key")]
    [InlineData("", "https://127.0.0.1:1", true, null)]
    [InlineData("", "https+dns:///vectors.internal:1", true, null)]
    [InlineData("", "https://127.0.0.1:1;http://127.0.0.1:2", true, "Services:Vectors:Address")]
    public async Task Process_ThatNobodyCouldKnow_IsToldWhatIsMissing(string key, string address, bool hasCertificate, string? missing)
    {
        using var authority = new TestAuthority("ours");
        var certificate = Path.Combine(_folder.Path, "client.pem");
        await File.WriteAllTextAsync(certificate, authority.Issue("client", TestAuthority.Clients));
        await using var node = await TestNode.StartAsync(
            builder =>
            {
                builder.Configuration["Services:Key"] = key;
                builder.Configuration["Services:Vectors:Address"] = address;
                builder.Configuration["Services:Certificate"] = hasCertificate ? certificate : "";
                builder.Services.AddSingleton<IHostNames>(new FakeHostNames());
                builder.Services.AddServiceClient<VectorService.VectorServiceClient>();
            },
            static _ => { });

        var error = Record.Exception(() => NeighbourCheck.Run(node.Services));

        Assert.Equal(missing, (error as StartupError)?.Setting);
    }
}
