using System.Text;
using GroupChat.Gateway.Edge.Json.Answers;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Edge.Json;

public sealed class JsonStreamTests : IAsyncLifetime
{
    private JsonHost _host = null!;

    public async Task InitializeAsync() => _host = await JsonHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Stream_ByDefault_IsALineForEachMessage()
    {
        var (status, body, response) = await _host.SendAsync("GET /probe/count/2");

        Assert.Equal(200, status);
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("""
            {"result":{ "name": "line\nbreak", "int32": 1 }}
            {"result":{ "name": "line\nbreak", "int32": 2 }}

            """, body);
    }

    [Fact]
    public async Task Stream_AsEvents_HasItsEnd()
    {
        var (_, body, response) = await _host.SendAsync("GET /probe/count/1", "accept: text/event-stream");

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("""
            data: { "name": "line\nbreak", "int32": 1 }

            event: end
            data: {}


            """, body);
    }

    [Theory]
    [InlineData("accept: text/event-stream", "event: error\ndata: { \"code\": 5,")]
    [InlineData("accept: application/x-ndjson", "{\"error\":{ \"code\": 5,")]
    [InlineData("accept: application/json", "{\"error\":{ \"code\": 5,")]
    public async Task Stream_ThatFailsLater_SaysSoAtItsEnd(string accept, string expected)
    {
        var (status, body, _) = await _host.SendAsync("GET /probe/count/1?name=NotFound", accept);

        Assert.Equal(200, status);
        Assert.Contains(expected, body);
        Assert.Contains("PROBE", body);
    }

    [Theory]
    [InlineData("accept: text/event-stream")]
    [InlineData("accept: application/x-ndjson")]
    public async Task Stream_ThatFailsAtOnce_IsAnErrorResponse(string accept)
    {
        var (status, body, response) = await _host.SendAsync("GET /probe/count/0?name=NotFound", accept);

        Assert.Equal(404, status);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("{ \"code\": 5,", body);
    }

    [Fact]
    public async Task Stream_WithoutMessages_IsEmpty() => Assert.Equal((200, ""), await StatusAndBody("GET /probe/count/0"));

    [Fact]
    public async Task Stream_Message_ArrivesBeforeTheStreamEnds_AndTheCallEndsWithItsClient()
    {
        using (var response = await _host.Http.GetAsync(new Uri("/probe/count/1?bool=true", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead).Within())
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync().Within(), Encoding.UTF8);
            Assert.Contains("\"int32\": 1", await reader.ReadLineAsync().Within());
        }

        Assert.Equal("left", await _host.Probe.Ended.Reader.ReadAsync().Within());
    }

    [Fact]
    public async Task Events_WithNothingToSay_HaveHeartbeats()
    {
        var time = new ManualTimeProvider();
        await using var host = await JsonHost.StartAsync(time);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/probe/count/1?bool=true");
        request.Headers.Accept.Add(new("text/event-stream"));
        using var response = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).Within();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync().Within(), Encoding.UTF8);
        Assert.StartsWith("data: ", await reader.ReadLineAsync().Within());
        Assert.Equal("", await reader.ReadLineAsync().Within());

        // Ticks that come together count as one, so time goes on until somebody has noticed.
        Assert.Equal(": heartbeat", await Eventually.AsLongAsAsync(() => time.Advance(Pulse.Interval), reader.ReadLineAsync()));
    }

    [Fact]
    public async Task Stream_PastItsDeadline_EndsWithThatError()
    {
        var (status, body, _) = await _host.SendAsync("GET /probe/count/1?bool=true", "x-request-timeout: 0.3");

        Assert.Equal(200, status);
        Assert.Contains("{\"error\":{ \"code\": 4,", body);
        Assert.Equal("left", await _host.Probe.Ended.Reader.ReadAsync().Within());
    }

    [Fact]
    public async Task Head_OfAStream_IsRefused()
    {
        var (status, _, response) = await _host.SendAsync("HEAD /probe/count/1?bool=true");

        Assert.Equal(405, status);
        Assert.Equal(["GET", "OPTIONS"], response.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Stream_InAFormNobodyOffers_IsRefused() => Assert.Equal(406, (await _host.SendAsync("GET /probe/count/1", "accept: text/html")).Status);

    private async Task<(int Status, string Body)> StatusAndBody(string request)
    {
        var (status, body, _) = await _host.SendAsync(request);
        return (status, body);
    }
}
