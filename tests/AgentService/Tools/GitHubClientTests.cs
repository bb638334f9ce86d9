using System.Net;
using GroupChat.Agents.Tools;
using GroupChat.Agents.Tools.BuiltIn;
using GroupChat.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Tests.Tools;

public sealed class GitHubClientTests : IAsyncLifetime, IDisposable
{
    private WebApplication _server = null!;
    private GitHubClient _client = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.MapGet("/api/repos/{owner}/{name}", static (string owner, string name, HttpContext context) => name switch
        {
            "here" => Results.Json(new { full_name = $"{owner}/{name}", description = "A repository", stargazers_count = 7, secret = "no", agent = context.Request.Headers.UserAgent.ToString() }),
            "moved" => Results.Redirect("https://evil.example/"),
            "broken" => Results.Text("<html>", "application/json"),
            "huge" => Results.Text(new string('x', 2 << 20), "application/json"),
            "busy" => Results.StatusCode(429),
            _ => Results.NotFound(),
        });
        await _server.StartAsync().Within();
        _client = new(new Uri($"{_server.Urls.Single()}/api"));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Describe_ARepository_TellsWhatItIs() =>
        Assert.Equal("full_name: ann/here\ndescription: A repository\nstargazers_count: 7", await _client.DescribeAsync("ann/here", default).Within());

    [Theory]
    [InlineData("ann/nowhere")]
    [InlineData("ann/moved")]
    [InlineData("ann/busy")]
    [InlineData("ann")]
    [InlineData("../here")]
    [InlineData("ann/..")]
    [InlineData("ann/here?x")]
    [InlineData("a/b/c")]
    public async Task Describe_WhatIsNone_SaysWhy(string repository) =>
        await Assert.ThrowsAsync<ToolException>(() => _client.DescribeAsync(repository, default)).Within();

    [Theory]
    [InlineData("ann/broken")]
    [InlineData("ann/huge")]
    public async Task Describe_AHostileServer_Fails(string repository) =>
        await Assert.ThrowsAnyAsync<Exception>(() => _client.DescribeAsync(repository, default)).Within();
}
