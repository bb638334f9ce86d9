using System.Text;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Edge.Json;

/// <summary>Whatever is sent, it is the sender's fault, said in the usual form, and the server serves the next one.</summary>
public sealed class JsonHostileTests : IAsyncLifetime
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "PURGE", "DELETE"];
    private static readonly string[] Names =
        ["name", "int32", "int64", "bytes", "inner", "inner.name", "strings", "byName", "byNumber", "colour", "time", "duration", "updateMask", "struct", "value", "list", "any", "int64Value", "%00", "$unknown"];
    private static readonly string[] Values =
        ["1", "-1", "1e999", "NaN", "null", "true", "\"\"", "\"\\ud800\"", "\"2026-01-31T12:00:00Z\"", "[]", "{}", "[[[]]]", "{\"a\":{}}", "{\"@type\":\"x\"}", "{\"@type\":\"type.googleapis.com/google.protobuf.Duration\",\"value\":\"x\"}", "99999999999999999999999", "\"\\u0000\"", "[null]", "{\"\":null}", "\u00e4"];

    private JsonHost _host = null!;

    public async Task InitializeAsync() => _host = await JsonHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("/probe/names/..")]
    [InlineData("/probe/../probe/echo")]
    [InlineData("/probe/names/%2e%2e")]
    [InlineData("/probe/names/%ff")]
    [InlineData("/probe/names/%")]
    [InlineData("/probe/names/%zz")]
    [InlineData("/probe/names/")]
    [InlineData("/probe//names/x")]
    [InlineData("/probe/echo/")]
    [InlineData("/probe/echo:")]
    [InlineData("/probe/echo?%ff=1")]
    [InlineData("/probe/echo?name=%")]
    [InlineData("/probe/echo?int64=99999999999999999999")]
    [InlineData("/probe/echo?bytes=***")]
    [InlineData("/probe/inner/x/9e99")]
    public async Task Target_ThatIsWrong_IsTheSendersFault(string target)
    {
        var uri = new Uri(_host.Address.ToString().TrimEnd('/') + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var response = await _host.Http.GetAsync(uri).Within();

        Assert.InRange((int)response.StatusCode, 400, 499);
    }

    [Theory]
    [InlineData(7_000, 400)]
    [InlineData(40_000, 414)]
    public async Task Query_OfAnyLength_IsBounded(int length, int expected)
    {
        var (status, _, _) = await _host.SendAsync($"GET /probe/echo?{new string('x', length)}=1");

        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Requests_PutTogetherAtRandom_NeverBreakTheServer(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 300; i++)
        {
            var request = Request(random);
            var (status, body, _) = await _host.SendAsync(request);
            Assert.True(status < 500, $"seed {seed}, request {i}: {request}\n{status} {body}");
        }
        Assert.Equal(200, (await _host.SendAsync("GET /probe/names/x")).Status);
    }

    private static string Request(Random random)
    {
        string[] paths = ["/probe/echo", "/probe/names/x", "/probe/inner/x/5", "/probe/shelves/1/books/2:read", "/probe/inner/x", "/probe/list", "/probe/nowhere"];
        var query = random.Next(3) == 0 ? $"?{Pick(random, Names)}={Uri.EscapeDataString(Pick(random, Values).Trim('"'))}" : "";
        var body = new StringBuilder();
        if (random.Next(4) > 0)
            body.Append(" {").AppendJoin(',', Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{Pick(random, Names)}\":{Pick(random, Values)}")).Append('}');
        if (body.Length > 2 && random.Next(5) == 0)
            body[random.Next(1, body.Length)] = (char)random.Next(32, 127);
        return $"{Pick(random, Methods)} {Pick(random, paths)}{query}{body}";
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
