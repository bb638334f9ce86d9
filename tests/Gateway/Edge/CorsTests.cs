using System.ComponentModel.DataAnnotations;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Gateway.Edge;
using GroupChat.Gateway.Tests.Edge.Web;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Gateway.Tests.Edge;

/// <summary>Which pages may call.</summary>
public sealed class CorsTests
{
    private const string Friend = "https://chat.example.com";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Preflight_OfAllowedOrigin_AllowsWhatClientsSend(int version)
    {
        await using var node = await StartAsync(Friend, "http://localhost:5173");
        using var client = EdgeNode.Client(version);

        using var answer = await PreflightAsync(node, client, Friend);

        Assert.Equal([Friend], answer.Headers.GetValues("access-control-allow-origin"));
        Assert.Contains("authorization,content-type,x-grpc-web,grpc-timeout", answer.Headers.GetValues("access-control-allow-headers"));
        Assert.Equal(["POST"], answer.Headers.GetValues("access-control-allow-methods"));
        Assert.Equal(["7200"], answer.Headers.GetValues("access-control-max-age"));
        Assert.False(answer.Headers.Contains("access-control-allow-credentials"));
    }

    [Theory]
    [InlineData("https://evil.example.com")]
    [InlineData("http://chat.example.com")]
    [InlineData("https://chat.example.com.evil.org")]
    [InlineData("null")]
    public async Task Preflight_OfAnotherOrigin_AllowsNothing(string origin)
    {
        await using var node = await StartAsync(Friend);
        using var client = EdgeNode.Client(1);

        using var answer = await PreflightAsync(node, client, origin);

        Assert.False(answer.Headers.Contains("access-control-allow-origin"));
    }

    [Theory]
    [InlineData(EdgeNode.Unary, StatusCode.OK)]
    [InlineData("/no.Service/Nope", StatusCode.Unimplemented)]
    public async Task Answer_ToAllowedOrigin_ShowsAllItsHeaders(string method, StatusCode code)
    {
        await using var node = await StartAsync(Friend);
        using var client = EdgeNode.Client(1);
        using var request = WebCall.Request(node, client, method, WebCall.Binary, WebCall.Frame(new GetRoomRequest()));
        request.Headers.Add("origin", Friend);

        var answer = await WebCall.SendAsync(client, request);

        Assert.Equal(code, answer.Code);
        Assert.Equal([Friend], answer.Response.Headers.GetValues("access-control-allow-origin"));
        Assert.Equal(["*"], answer.Response.Headers.GetValues("access-control-expose-headers"));
    }

    [Fact]
    public async Task Star_Always_AllowsEveryOrigin()
    {
        await using var node = await StartAsync("*");
        using var client = EdgeNode.Client(1);

        using var answer = await PreflightAsync(node, client, "https://anywhere.example.org");

        Assert.Equal(["*"], answer.Headers.GetValues("access-control-allow-origin"));
    }

    [Theory]
    [InlineData("chat.example.com")]
    [InlineData("https://chat.example.com/")]
    [InlineData("https://chat.example.com/page")]
    [InlineData("ftp://chat.example.com")]
    [InlineData("")]
    public void Origin_ThatIsNone_IsNamed(string origin)
    {
        var settings = new CorsSettings { Origins = { Friend, origin } };

        var fault = Assert.Single(settings.Validate(new ValidationContext(settings)));

        Assert.Equal(["Origins:1"], fault.MemberNames);
    }

    private static Task<EdgeNode> StartAsync(params string[] origins) => EdgeNode.StartAsync(add: builder =>
    {
        foreach (var (index, origin) in origins.Index())
            builder.Configuration[$"Cors:Origins:{index}"] = origin;
    });

    private static async Task<HttpResponseMessage> PreflightAsync(EdgeNode node, HttpClient client, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(node.Address, EdgeNode.Unary))
        {
            Version = client.DefaultRequestVersion,
            VersionPolicy = client.DefaultVersionPolicy,
        };
        request.Headers.Add("origin", origin);
        request.Headers.Add("access-control-request-method", "POST");
        request.Headers.Add("access-control-request-headers", "authorization,content-type,x-grpc-web,grpc-timeout");
        return await client.SendAsync(request).Within();
    }
}
