using System.Net;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Edge.Json;

public sealed class JsonRoomTests : IAsyncLifetime
{
    private JsonRoomNode _node = null!;

    public async Task InitializeAsync()
    {
        _node = await JsonRoomNode.StartAsync();
        Assert.Equal(200, (await _node.SendAsync(HttpMethod.Post, "/v1/rooms", """{"roomId":"den","displayName":"The den"}""")).Status);
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Room_OverHttp_CanBeChangedAndRead()
    {
        var (status, patched) = await _node.SendAsync(HttpMethod.Patch, "/v1/rooms/den", """{"topic":"tea"}""");
        Assert.Equal((200, "tea"), (status, patched.GetProperty("room").GetProperty("topic").GetString()));

        var (_, room) = await _node.SendAsync(HttpMethod.Get, "/v1/rooms/den");
        Assert.Equal("The den", room.GetProperty("room").GetProperty("displayName").GetString());
        Assert.Equal(404, (await _node.SendAsync(HttpMethod.Get, "/v1/rooms/none")).Status);
        Assert.Equal(409, (await _node.SendAsync(HttpMethod.Post, "/v1/rooms", """{"roomId":"den"}""")).Status);
        Assert.Equal(200, (await _node.SendAsync(HttpMethod.Get, "/v1/rooms?pageSize=5&joined_only=true")).Status);
        Assert.Equal(400, (await _node.SendAsync(HttpMethod.Get, "/v1/rooms?pageSize=-5")).Status);
    }

    [Fact]
    public async Task Room_WithoutAToken_IsNotShown()
    {
        _node.Http.DefaultRequestHeaders.Authorization = null;
        var (status, body) = await _node.SendAsync(HttpMethod.Get, "/v1/rooms/den");

        Assert.Equal(401, status);
        Assert.Contains("TOKEN_MISSING", body.GetRawText());
    }

    [Fact]
    public async Task Watch_AsEvents_GoesOnWhereItBrokeOff()
    {
        string cursor;
        using (var events = await _node.ListenAsync("/v1/rooms/den:watch"))
        {
            await events.UntilAsync("caughtUp");
            await PostAsync("one");
            await events.UntilAsync("\"one\"");
            cursor = events.LastEventId;
        }
        await PostAsync("two");
        await PostAsync("three");

        using var again = await _node.ListenAsync("/v1/rooms/den:watch", cursor);
        Assert.Contains("\"two\"", await again.UntilAsync("messagePosted"));
        Assert.Contains("\"three\"", await again.UntilAsync("messagePosted"));
        Assert.NotEqual(cursor, again.LastEventId);
    }

    [Fact]
    public async Task Watch_FromAnIdThatIsNone_IsRefused()
    {
        _node.Http.DefaultRequestHeaders.Add("Last-Event-ID", "rubbish");
        _node.Http.DefaultRequestHeaders.Accept.Add(new("text/event-stream"));
        var (status, body) = await _node.SendAsync(HttpMethod.Get, "/v1/rooms/den:watch");

        Assert.Equal(400, status);
        Assert.Contains("INVALID_CURSOR", body.GetRawText());
    }

    [Fact]
    public async Task Upload_OfAForm_IsADocument()
    {
        using var form = Form(("requestId", "r1"));
        form.Add(new ByteArrayContent("# Tea\n\nSteep it for three minutes.\n"u8.ToArray()) { Headers = { ContentType = new("text/markdown") } }, "file", "tea.md");

        using var response = await _node.Http.PostAsync(new Uri("/v1/rooms/den/documents", UriKind.Relative), form).Within();

        var body = await response.Content.ReadAsStringAsync().Within();
        Assert.True(response.StatusCode == HttpStatusCode.OK, body);
        Assert.Contains("\"tea.md\"", body);
        Assert.Contains("tea.md", (await _node.SendAsync(HttpMethod.Get, "/v1/rooms/den/documents")).Body.GetRawText());
    }

    [Fact]
    public async Task Upload_LargerThanAllowed_IsRefusedAndLeavesNothing()
    {
        using var form = Form();
        form.Add(new StringContent(new string('x', 11_000_000)), "file", "big.txt");

        using var response = await _node.Http.PostAsync(new Uri("/v1/rooms/den/documents", UriKind.Relative), form).Within();

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("DOCUMENT_TOO_LARGE", await response.Content.ReadAsStringAsync().Within());
        Assert.DoesNotContain("big.txt", (await _node.SendAsync(HttpMethod.Get, "/v1/rooms/den/documents")).Body.GetRawText());
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"requestId\"\r\n\r\nx\r\n--b--\r\n", "file")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhalf of it", "INVALID_FORM")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"nothing\"\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\nx\r\n--b--\r\n", "header.nothing")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"roomId\"\r\n\r\nother\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\nx\r\n--b--\r\n", "header.room_id")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name=\"late\"\r\n\r\nx\r\n--b--\r\n", "must be the last part")]
    [InlineData("--b\r\nnonsense\r\n\r\nx\r\n--b--\r\n", "INVALID_FORM")]
    [InlineData("nothing of a form", "INVALID_FORM")]
    [InlineData("", "INVALID_FORM")]
    public async Task Upload_OfABrokenForm_SaysWhatIsWrongAndLeavesNothing(string body, string expected)
    {
        using var content = new StringContent(body) { Headers = { ContentType = new("multipart/form-data") { Parameters = { new("boundary", "b") } } } };

        using var response = await _node.Http.PostAsync(new Uri("/v1/rooms/den/documents", UriKind.Relative), content).Within();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync().Within());
        Assert.DoesNotContain("a.txt", (await _node.SendAsync(HttpMethod.Get, "/v1/rooms/den/documents")).Body.GetRawText());
    }

    [Fact]
    public async Task Upload_OfWhoIsNotKnown_IsRefused()
    {
        _node.Http.DefaultRequestHeaders.Authorization = null;
        using var form = Form();
        form.Add(new StringContent("x"), "file", "a.txt");

        using var response = await _node.Http.PostAsync(new Uri("/v1/rooms/den/documents", UriKind.Relative), form).Within();

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Upload_ThatIsNoForm_IsRefused() => Assert.Equal(415, (await _node.SendAsync(HttpMethod.Post, "/v1/rooms/den/documents", "{}")).Status);

    private static MultipartFormDataContent Form(params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        return form;
    }

    private async Task PostAsync(string text) => Assert.Equal(200, (await _node.SendAsync(
        HttpMethod.Post, "/v1/rooms/den/messages", $$"""{"clientMessageId":"{{text}}","parts":[{"text": {"text":"{{text}}"} }]}""")).Status);
}
