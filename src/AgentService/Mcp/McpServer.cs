using GroupChat.ServiceDefaults.Workers;
using Microsoft.Extensions.Logging;
using Polly;

namespace GroupChat.Agents.Mcp;

/// <summary>
/// Keeps the connection to one server: makes it without anybody waiting for it, knows its tools, makes it anew with growing pauses when
/// it is lost, and leaves alone for a while a server that does not answer calls.
/// </summary>
internal sealed partial class McpServer : IDisposable
{
    // A connection that lived so long was sound: after its end the pauses begin anew.
    private static readonly TimeSpan SoundAfter = TimeSpan.FromSeconds(60);

    // Servers may change their list and not say so.
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);

    // A server that says without end that its list has changed is asked for it no more often.
    private static readonly TimeSpan LookPause = TimeSpan.FromSeconds(1);

    private readonly string _name;
    private readonly McpServerOptions _options;
    private readonly WorkerCommand _command;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _retry;

    public McpServer(string name, McpServerOptions options, WorkerCommand command, TimeProvider time, ILogger<McpServer> logger)
    {
        (_name, _options, _command, _time, _logger) = (name, options, command, time, logger);
        Tools = new McpToolTable(name, options, time);
        _retry = McpPauses.Of(time);
    }

    /// <summary>What it offers now.</summary>
    public McpToolTable Tools { get; }

    public void Dispose() => Tools.Dispose();

    /// <summary>Until the host stops.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
                await _retry.ExecuteAsync(LiveAsync, stop);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>One connection.</summary>
    private async ValueTask LiveAsync(CancellationToken stop)
    {
        var start = _time.GetTimestamp();
        try
        {
            await using var session = await ConnectAsync(stop);
            Tools.Open(session);
            try
            {
                await WatchAsync(session, stop);
            }
            finally
            {
                Tools.Close();
            }
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            // Whatever a server brings about, it is the server that is lost.
            var lost = error as McpLost ?? new McpLost($"something broke ({error.GetType().Name})");
            Tools.Tried();
            Lost(_name, lost.Message);
            if (lost.IsCondemned || _time.GetElapsedTime(start) < SoundAfter)
                throw lost;
        }
    }

    private async Task<McpSession> ConnectAsync(CancellationToken stop)
    {
        var link = await McpLink.OpenAsync(_name, _options, _command, _time, _logger, stop);
        try
        {
            return await McpSession.OpenAsync(link, TimeSpan.FromSeconds(_options.ConnectTimeoutSeconds), _time, stop);
        }
        catch
        {
            await link.DisposeAsync();
            throw;
        }
    }

    private async Task WatchAsync(McpSession session, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var ended = session.EndedAsync();
        var offers = OfferAsync(session, over.Token);
        try
        {
            // What broke the list of tools may be the end of the connection, which knows why.
            if (await Task.WhenAny(ended, offers).WaitAsync(stop) == ended || (session.News.Left is null && await session.HasEndedAsync()))
                throw new McpLost(await ended);
            await offers;
        }
        finally
        {
            await over.CancelAsync();
            await ((Task)offers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Tells what it offers, again and again.</summary>
    private async Task OfferAsync(McpSession session, CancellationToken stop)
    {
        for (var before = ""; ;)
        {
            var refused = await Tools.LookAsync(session, stop);
            if ($"{Tools.Count} {refused}" is var offer && offer != before)
                Offers(_name, Tools.Count, refused);
            before = offer;
            await session.News.WaitAsync(LookEvery, stop);
            if (session.News.Left is { } lost)
                throw lost;
            await Task.Delay(LookPause, _time, stop);
        }
    }

    [LoggerMessage(EventName = "McpServerOffers", Level = LogLevel.Information, Message = "The server {Server} offers {Count} tools; not taken: {Refused}.")]
    private partial void Offers(string server, int count, string refused);

    [LoggerMessage(EventName = "McpServerLost", Level = LogLevel.Warning, Message = "The server {Server} cannot be used: {Why}. It is tried again.")]
    private partial void Lost(string server, string why);
}
