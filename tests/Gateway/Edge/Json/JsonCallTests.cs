using System.Text;
using System.Text.Json;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Edge.Json;

public sealed class JsonCallTests : IAsyncLifetime
{
    private JsonHost _host = null!;

    public async Task InitializeAsync() => _host = await JsonHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Post_Json_IsAnsweredInJson()
    {
        var (status, body, response) = await _host.SendAsync("""POST /probe/echo {"name":"ä<","int64":"5","inner":{"number":1},"calledOtherwise":"x"}""");

        Assert.Equal(200, status);
        Assert.Equal("""{"name":"ä<","int64":"5","inner":{"number":1},"calledOtherwise":"x"}""", Compact(body));
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("yes", Assert.Single(response.Headers.GetValues("x-answer")));
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("grpc", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Call_OverHttp2_Works()
    {
        using var http = new HttpClient { DefaultRequestVersion = new(2, 0), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        Assert.Contains("\"x\"", await http.GetStringAsync(new Uri(_host.Http2Address, "/probe/names/x")).Within());
    }

    [Fact]
    public async Task Put_AnswerField_IsAllThatIsSent() =>
        Assert.Equal("""["a","b"]""", Compact((await _host.SendAsync("""PUT /probe/list ["a","b"]""")).Body));

    [Fact]
    public async Task Put_EmptyAnswerField_IsAnEmptyList() => Assert.Equal("[]", Compact((await _host.SendAsync("PUT /probe/list []")).Body));

    [Theory]
    [InlineData("InvalidArgument", 400)]
    [InlineData("FailedPrecondition", 400)]
    [InlineData("OutOfRange", 400)]
    [InlineData("Unauthenticated", 401)]
    [InlineData("PermissionDenied", 403)]
    [InlineData("NotFound", 404)]
    [InlineData("AlreadyExists", 409)]
    [InlineData("Aborted", 409)]
    [InlineData("ResourceExhausted", 429)]
    [InlineData("Cancelled", 499)]
    [InlineData("DataLoss", 500)]
    [InlineData("Unimplemented", 501)]
    [InlineData("Unavailable", 503)]
    [InlineData("DeadlineExceeded", 504)]
    public async Task Error_OfAService_IsItsStatusInJson(string code, int expected)
    {
        var (status, body, response) = await _host.SendAsync($$"""POST /probe/fail {"name":"{{code}}","int32":1200}""");

        Assert.Equal(expected, status);
        using var json = JsonDocument.Parse(body);
        Assert.Equal("as asked", json.RootElement.GetProperty("message").GetString());
        Assert.Contains("""{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"PROBE","domain":"groupchat","metadata":{"k":"v"}}""", Compact(body));
        Assert.Contains("""{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"1.200s"}""", Compact(body));
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter!.Delta);
        Assert.Equal(expected == 401, response.Headers.WwwAuthenticate.Count > 0);
    }

    [Fact]
    public async Task Error_ThatIsABug_TellsNothing()
    {
        _host.Logs.Expect("CallFailed");
        var (status, body, _) = await _host.SendAsync("""POST /probe/fail {"name":"BUG"}""");

        Assert.Equal(500, status);
        Assert.Contains("\"INTERNAL\"", body);
        Assert.DoesNotContain("secret", body);
    }

    [Fact]
    public async Task Headers_OfARequest_BecomeMetadata()
    {
        await _host.SendAsync("POST /probe/echo {}", "authorization: Bearer t", "x-request-id: r1", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "cookie: a=b", "x-request-timeout: 20", "accept: application/json", "origin: http://x");

        var seen = _host.Probe.Seen.Select(entry => entry.Key).ToList();
        Assert.Contains("authorization", seen);
        Assert.Contains("x-request-id", seen);
        Assert.Contains("traceparent", seen);
        Assert.DoesNotContain("cookie", seen);
        Assert.DoesNotContain("accept", seen);
        Assert.DoesNotContain("origin", seen);
        Assert.DoesNotContain("x-request-timeout", seen);
        Assert.NotEqual(DateTime.MaxValue, _host.Probe.Deadline);
    }

    [Fact]
    public async Task GetOfAResource_IsNotSentAgain_UntilItChanges()
    {
        var first = (await _host.SendAsync("GET /probe/ones/x")).Response;
        var tag = first.Headers.ETag!.ToString();
        Assert.True(first.Headers.CacheControl is { Private: true, NoCache: true });

        var (status, body, again) = await _host.SendAsync("GET /probe/ones/x", $"if-none-match: \"other\", {tag}");
        Assert.Equal((304, ""), (status, body));
        Assert.Equal(tag, again.Headers.ETag!.ToString());
        Assert.Equal(304, (await _host.SendAsync("GET /probe/ones/x", "if-none-match: *")).Status);
        Assert.Equal(304, (await _host.SendAsync("GET /probe/ones/x", $"if-none-match: {tag[2..]}")).Status);
        Assert.Equal(200, (await _host.SendAsync("GET /probe/ones/y", $"if-none-match: {tag}")).Status);
        Assert.Equal(200, (await _host.SendAsync("GET /probe/ones/x", "if-none-match: rubbish")).Status);
        Assert.Null((await _host.SendAsync("GET /probe/names/x")).Response.Headers.ETag);
    }

    [Fact]
    public async Task Head_HasTheHeadersOfGetAndNoBody()
    {
        var get = await _host.SendAsync("GET /probe/ones/x");
        var (status, body, response) = await _host.SendAsync("HEAD /probe/ones/x");

        Assert.Equal((200, ""), (status, body));
        Assert.Equal(Encoding.UTF8.GetByteCount(get.Body), response.Content.Headers.ContentLength);
        Assert.Equal(get.Response.Headers.ETag, response.Headers.ETag);
    }

    [Fact]
    public async Task Options_SaysWhatIsAllowed()
    {
        var (status, _, response) = await _host.SendAsync("OPTIONS /probe/echo");

        Assert.Equal(204, status);
        Assert.Equal(["GET", "HEAD", "OPTIONS", "POST"], response.Content.Headers.Allow.Order());
    }

    [Theory]
    [InlineData("DELETE /probe/echo", 405, "METHOD_NOT_ALLOWED")]
    [InlineData("GET /probe/nothing/here", 404, "ROUTE_NOT_FOUND")]
    [InlineData("GET /probe", 404, "ROUTE_NOT_FOUND")]
    [InlineData("GET /probe/echo?later=1", 400, "INVALID_REQUEST")]
    [InlineData("GET /probe/echo {}", 400, "BODY_NOT_TAKEN")]
    [InlineData("POST /probe/echo {", 400, "INVALID_JSON")]
    [InlineData("POST /probe/echo {\"name\":1}", 400, "INVALID_REQUEST")]
    public async Task Refusal_IsTyped(string request, int expected, string reason)
    {
        var (status, body, _) = await _host.SendAsync(request);

        Assert.Equal(expected, status);
        Assert.Contains($"\"reason\":\"{reason}\"", Compact(body));
        Assert.Contains("google.rpc.RequestInfo", body);
    }

    [Fact]
    public async Task Refusal_OfAMethod_NamesTheOthers() =>
        Assert.Equal(["GET", "HEAD", "OPTIONS", "POST"], (await _host.SendAsync("DELETE /probe/echo")).Response.Content.Headers.Allow.Order());

    [Theory]
    [InlineData("content-type: application/x-www-form-urlencoded", 415)]
    [InlineData("content-type: text/plain", 415)]
    [InlineData("content-type: application/json; charset=latin1", 415)]
    [InlineData("content-type: nonsense", 415)]
    [InlineData("content-encoding: gzip", 415)]
    [InlineData("content-type: application/json; charset=UTF-8", 200)]
    [InlineData("content-type: application/merge-patch+json", 200)]
    [InlineData("accept: text/html", 406)]
    [InlineData("accept: application/json;q=0", 406)]
    [InlineData("accept: */*", 200)]
    [InlineData("accept: text/html, application/*;q=0.1", 200)]
    [InlineData("accept: ;;;", 200)]
    [InlineData("x-request-timeout: soon", 400)]
    [InlineData("x-request-timeout: -1", 400)]
    [InlineData("grpc-timeout: 5", 400)]
    [InlineData("grpc-timeout: 5S", 200)]
    public async Task Header_ThatCannotBeHonoured_IsRefused(string header, int expected) =>
        Assert.Equal(expected, (await _host.SendAsync("POST /probe/echo {}", header)).Status);

    [Fact]
    public async Task Body_OfManyMegabytes_IsRefused()
    {
        var (status, body, _) = await _host.SendAsync($$"""POST /probe/echo {"name":"{{new string('x', 5_000_000)}}"}""");

        Assert.Equal(413, status);
        Assert.Contains("BODY_TOO_LARGE", body);
    }

    [Fact]
    public async Task Call_ElsewhereThanTheContract_IsNotTouched() => Assert.Equal(404, (await _host.SendAsync("GET /elsewhere")).Status);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Compact(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement, Plain);
}
