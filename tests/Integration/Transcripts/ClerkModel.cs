using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace GroupChat.Integration.Tests.Transcripts;

/// <summary>A server that speaks the chat completions of OpenAI: its model wants to pin the question, and says so once that is done.</summary>
internal sealed class ClerkModel : IAsyncDisposable
{
    private const string Pin = """[{"index":0,"id":"call_1","type":"function","function":{"name":"pin_message","arguments":"{\"message\":\"question\"}"}}]""";

    private const string Usage = """{"prompt_tokens":9,"completion_tokens":5,"total_tokens":14}""";

    private readonly WebApplication _app;

    private ClerkModel(WebApplication app) => _app = app;

    /// <summary>Settings of a server whose agents may answer with it, by the name of clerk.</summary>
    public string[] Settings =>
    [
        "--Models:clerk:Provider=OpenAI", $"--Models:clerk:Address={_app.Urls.First()}/v1", "--Agents:Model=extractive", "--Tools:PinMessages=true",
        "--Tools:Approval=Always",
    ];

    public static async Task<ClerkModel> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var model = new ClerkModel(builder.Build());
        model._app.Run(AnswerAsync);
        await model._app.StartAsync();
        return model;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var request = await reader.ReadToEndAsync(http.RequestAborted);
        var (delta, finish) = request.Contains("\"call_1\"", StringComparison.Ordinal) || !request.Contains("pin_message", StringComparison.Ordinal)
            ? ("""{"content":"It is on the wall."}""", "stop")
            : ($$"""{"tool_calls":{{Pin}}}""", "tool_calls");
        http.Response.ContentType = "text/event-stream";
        await SayAsync(http, $$"""{"index":0,"delta":{{delta}},"finish_reason":null}""");
        await SayAsync(http, $$"""{"index":0,"delta":{},"finish_reason":"{{finish}}"}""");
        await http.Response.WriteAsync("data: [DONE]\n\n", http.RequestAborted);
    }

    private static Task SayAsync(HttpContext http, string choice) => http.Response.WriteAsync(
        $$"""data: {"id":"a","object":"chat.completion.chunk","created":1,"model":"clerk","choices":[{{choice}}],"usage":{{Usage}}}""" + "\n\n",
        http.RequestAborted);
}
