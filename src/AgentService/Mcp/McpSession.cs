using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GroupChat.Agents.Mcp;

/// <summary>
/// One connection on which the protocol is spoken. The server may ask us for nothing: no roots, no sampling, no questions to people.
/// The library is given no log: it would write down what the server says.
/// </summary>
internal sealed class McpSession : IAsyncDisposable
{
    private const string FirstWithListening = "2026-07-28";
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(10);

    private readonly McpLink _link;
    private readonly McpClient _client;
    private readonly McpCalls _calls;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _listening;

    private McpSession(McpLink link, McpClient client, McpNews news, McpCalls calls)
    {
        (_link, _client, News, _calls) = (link, client, news, calls);
        _listening = ListenAsync(_over.Token);
    }

    /// <summary>Its list of tools has changed, or it has to be left.</summary>
    public McpNews News { get; }

    /// <summary>Done when it is over, with words for the log.</summary>
    public async Task<string> EndedAsync()
    {
        await Task.WhenAny(_link.Ended, _client.Completion);
        return await _link.WhyAsync() ?? "the connection ended";
    }

    public async Task<bool> HasEndedAsync() => await _link.WhyAsync() is not null;

    /// <exception cref="McpLost">It does not speak the protocol, or not in time.</exception>
    public static async Task<McpSession> OpenAsync(McpLink link, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var (news, calls) = (new McpNews(), new McpCalls());
        var options = new McpClientOptions
        {
            ClientInfo = new Implementation { Name = "GroupChat", Version = "1" },
            InitializationTimeout = patience,
            TimeProvider = time,
            Handlers = new McpClientHandlers
            {
                NotificationHandlers =
                [
                    On(NotificationMethods.ToolListChangedNotification, _ => news.Changed()),
                    On(NotificationMethods.ProgressNotification, calls.Progressed),
                ],
            },
        };
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var opening = McpClient.CreateAsync(link.Transport, options, null, either.Token);
        try
        {
            var first = await Task.WhenAny(opening, link.Ended).WaitAsync(either.Token);
            return first == link.Ended ? throw new McpLost(await link.Ended) : new(link, await opening, news, calls);
        }
        catch (Exception error) when (error is not McpLost && !cancellationToken.IsCancellationRequested)
        {
            throw new McpLost(late.IsCancellationRequested ? "it did not greet in time"
                : await link.WhyAsync() ?? $"it could not be greeted ({error.GetType().Name})");
        }
        finally
        {
            if (!opening.IsCompletedSuccessfully)
                await AbandonAsync(opening, either);
        }
    }

    private static KeyValuePair<string, Func<JsonRpcNotification, CancellationToken, ValueTask>> On(string method, Action<JsonNode?> what) =>
        new(method, (told, _) =>
        {
            what(told.Params);
            return default;
        });

    private static async Task AbandonAsync(Task<McpClient> opening, CancellationTokenSource stop)
    {
        await stop.CancelAsync();
        await ((Task)opening).WaitAsync(CloseTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opening.IsCompletedSuccessfully)
            await (await opening).DisposeAsync();
    }

    /// <summary>One page of the list of tools.</summary>
    public async Task<JsonNode?> ListAsync(string? cursor, CancellationToken cancellationToken)
    {
        var wish = cursor is null ? new JsonObject() : new JsonObject { ["cursor"] = cursor };
        return (await _client.SendRequestAsync(new JsonRpcRequest { Method = RequestMethods.ToolsList, Params = wish }, cancellationToken)).Result;
    }

    /// <summary>Makes a call. The server is told when it is not waited for any longer.</summary>
    public Task<CallToolResult> CallAsync(string tool, IDictionary<string, object?> arguments, McpPatience patience) =>
        _calls.CallAsync(_client, tool, arguments, patience);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        // A server that does not read holds up whoever writes to it; the end of the link sets it free.
        await _client.DisposeAsync().AsTask().WaitAsync(CloseTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _link.DisposeAsync();
        await _listening.WaitAsync(CloseTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        News.Dispose();
        _over.Dispose();
    }

    /// <summary>Since the protocol of July 2026 a server says that its list has changed only to who has asked to be told.</summary>
    private async Task ListenAsync(CancellationToken stop)
    {
        if (string.CompareOrdinal(_client.NegotiatedProtocolVersion, FirstWithListening) < 0 || _client.ServerCapabilities?.Tools?.ListChanged != true)
            return;
        var wish = new JsonObject { ["notifications"] = new JsonObject { ["toolsListChanged"] = true } };
        try
        {
            await _client.SendRequestAsync(new JsonRpcRequest { Method = RequestMethods.SubscriptionsListen, Params = wish }, stop);
        }
        catch (Exception)
        {
            // It is asked for its list from time to time anyway.
        }
    }
}
