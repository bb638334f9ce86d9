using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace GroupChat.Integration.Tests.Transcripts;

/// <summary>A server that speaks the chat completions of OpenAI: its model wants to call one tool, and says so once that is done.</summary>
internal sealed class ClerkModel : IAsyncDisposable
{
    private const string Usage = """{"prompt_tokens":9,"completion_tokens":5,"total_tokens":14}""";

    private readonly WebApplication _app;

    private readonly string _tool;
    private readonly string _calls;

    private ClerkModel(WebApplication app, string tool, string arguments)
    {
        (_app, _tool) = (app, tool);
        _calls = JsonSerializer.Serialize<object[]>([new { index = 0, id = "call_1", type = "function", function = new { name = tool, arguments } }]);
    }

    /// <summary>Settings of a server whose agents may answer with it, by the name of clerk.</summary>
    public string[] Settings =>
    [
        "--Models:clerk:Provider=OpenAI", $"--Models:clerk:Address={_app.Urls.First()}/v1", "--Agents:Model=extractive", "--Tools:PinMessages=true",
        "--Tools:Approval=Always",
    ];

    /// <param name="tool">What it calls.</param>
    /// <param name="arguments">With what.</param>
    public static async Task<ClerkModel> StartAsync(string tool = "pin_message", string arguments = """{"message":"question"}""")
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var model = new ClerkModel(builder.Build(), tool, arguments);
        model._app.Run(model.AnswerAsync);
        await model._app.StartAsync();
        return model;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var request = await reader.ReadToEndAsync(http.RequestAborted);
        var (delta, finish) = request.Contains("\"call_1\"", StringComparison.Ordinal) || !request.Contains(_tool, StringComparison.Ordinal)
            ? ("""{"content":"It is on the wall."}""", "stop")
            : ($$"""{"tool_calls":{{_calls}}}""", "tool_calls");
        http.Response.ContentType = "text/event-stream";
        await SayAsync(http, $$"""{"index":0,"delta":{{delta}},"finish_reason":null}""");
        await SayAsync(http, $$"""{"index":0,"delta":{},"finish_reason":"{{finish}}"}""");
        await http.Response.WriteAsync("data: [DONE]\n\n", http.RequestAborted);
    }

    private static Task SayAsync(HttpContext http, string choice) => http.Response.WriteAsync(
        $$"""data: {"id":"a","object":"chat.completion.chunk","created":1,"model":"clerk","choices":[{{choice}}],"usage":{{Usage}}}""" + "\n\n",
        http.RequestAborted);
}
