using System.Net;
using GroupChat.Chaos.Tests.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace GroupChat.Chaos.Tests.Answers;

/// <summary>A server that speaks the chat completions of OpenAI and says what <see cref="AnswerScript"/> says, behind a proxy that can hurt.</summary>
internal sealed class ScriptedModel : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly WebApplication _app;

    private ScriptedModel(WebApplication app) => _app = app;

    public FaultProxy Proxy { get; } = new();

    public static async Task<ScriptedModel> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var model = new ScriptedModel(builder.Build());
        model._app.Run(AnswerAsync);
        await model._app.StartAsync();
        model.Proxy.Upstream = IPEndPoint.Parse(new Uri(model._app.Urls.First()).Authority);
        return model;
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var number = AnswerScript.NumberIn(await reader.ReadToEndAsync(http.RequestAborted));
        http.Response.ContentType = "text/event-stream";
        for (var place = 0; place < AnswerScript.Tokens(number); place++)
        {
            await SayAsync(http, $$"""{"content":"{{AnswerScript.Token(number, place)}}"}""", "null");
            await Task.Delay(Pause, TimeProvider.System, http.RequestAborted);
        }

        await SayAsync(http, "{}", "\"stop\"");
        await http.Response.WriteAsync("data: [DONE]\n\n", http.RequestAborted);
    }

    private static async Task SayAsync(HttpContext http, string delta, string finish)
    {
        await http.Response.WriteAsync(
            $$"""data: {"id":"a","object":"chat.completion.chunk","created":1,"model":"script","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]}"""
            + "\n\n",
            http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
