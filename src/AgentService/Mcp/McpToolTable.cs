using System.Collections.Frozen;
using GroupChat.Agents.Tools;

namespace GroupChat.Agents.Mcp;

/// <summary>The tools of one server as they are now, and the connection on which they are called.</summary>
internal sealed class McpToolTable(string server, McpServerOptions options, TimeProvider time) : IDisposable
{
    private readonly McpBreaker _breaker = new();
    private readonly SemaphoreSlim _looking = new(1, 1);
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private volatile Offer _offer = Offer.None;
    private McpSession? _session;

    public IEnumerable<Tool> Tools => _offer.Tools.Values;

    public int Count => _offer.Tools.Count;

    public bool Owns(string name) => McpNames.IsOf(server, name);

    public Tool? Find(string name) => _offer.Tools.GetValueOrDefault(name);

    /// <summary>A first attempt has succeeded or failed.</summary>
    public void Tried() => _tried.TrySetResult();

    /// <summary>From now on this is the connection.</summary>
    public void Open(McpSession session)
    {
        lock (_lock)
            _session = session;
        _breaker.Reset();
    }

    /// <summary>There is none now, and no tools.</summary>
    public void Close()
    {
        lock (_lock)
            (_session, _offer) = (null, Offer.None);
    }

    public void Dispose() => _looking.Dispose();

    /// <summary>Asks the server for its tools, all pages of the list within the time of a connection.</summary>
    /// <returns>What was not taken, and why.</returns>
    /// <exception cref="McpLost">It does not say.</exception>
    public async Task<string> LookAsync(McpSession session, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(options.ConnectTimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            await _looking.WaitAsync(either.Token);
            try
            {
                return await LookOnceAsync(session, either.Token);
            }
            finally
            {
                _looking.Release();
            }
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            throw new McpLost(late.IsCancellationRequested ? "it did not list its tools in time" : $"it could not list its tools ({error.GetType().Name})");
        }
    }

    /// <summary>The tool as its server defines it at this moment: what was approved is compared with that.</summary>
    public async Task<Tool?> FindNowAsync(string name, CancellationToken stop)
    {
        // After a start of ours the first connection may still be on its way.
        await _tried.Task.WaitAsync(TimeSpan.FromSeconds(options.ConnectTimeoutSeconds), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.ThrowIfCancellationRequested();
        if (_offer.Session is not { } session)
            return null;
        try
        {
            await LookAsync(session, stop);
        }
        catch (McpLost)
        {
            return null;
        }
        return Find(name);
    }

    /// <summary>Makes a call of a tool that is still what it was.</summary>
    public async Task<string> CallAsync(McpDefinition tool, IDictionary<string, object?> arguments, CancellationToken stop)
    {
        if (_offer is not { Session: { } session } offer)
            throw new ToolException("its server cannot be reached now.");
        if (offer.Tools.GetValueOrDefault(tool.Name)?.Definition != tool.Hash)
            throw new ToolException("its server has changed what it is.");
        using var patience = new McpPatience(options, time, stop);
        try
        {
            var result = await session.CallAsync(tool.NameAtServer, arguments, patience);
            _breaker.Reset();
            return McpResult.TextOf(result, options.MaxResultBytes);
        }
        catch (Exception error) when (!stop.IsCancellationRequested && McpFailure.Of(error, patience.IsOver, options.MaxResultBytes) is { } failure)
        {
            if (_breaker.Failed(failure, patience.IsOver) is { } lost)
                session.News.Leave(lost);
            throw failure;
        }
    }

    private async Task<string> LookOnceAsync(McpSession session, CancellationToken stop)
    {
        var listing = new McpListing(server, options.Tools);
        string? cursor = null;
        for (var page = 0; page < McpListing.MostPages && !listing.IsFull; page++)
        {
            cursor = listing.Add(await session.ListAsync(cursor, stop));
            if (cursor is null)
                break;
        }
        var tools = listing.Tools.Select(definition => McpTools.Of(definition, this, options));
        lock (_lock)
        {
            // A list that was asked for before the connection ended comes too late.
            if (_session == session)
                _offer = new(session, tools.ToFrozenDictionary(static tool => tool.Name));
        }
        Tried();
        return listing.Refused is { Length: > 0 } refused ? refused : "none";
    }

    private sealed record Offer(McpSession? Session, FrozenDictionary<string, Tool> Tools)
    {
        public static Offer None { get; } = new(null, FrozenDictionary<string, Tool>.Empty);
    }
}
