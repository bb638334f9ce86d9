using GroupChat.ServiceDefaults.Programs;
using GroupChat.ServiceDefaults.Workers;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GroupChat.Agents.Mcp;

/// <summary>One connection to a server: a program that was started for it, or HTTP.</summary>
internal sealed class McpLink : IAsyncDisposable
{
    private static readonly TimeSpan ReasonTimeout = TimeSpan.FromSeconds(1);

    private readonly Func<ValueTask> _close;

    private McpLink(IClientTransport transport, McpBudget budget, Task<string> ended, Func<ValueTask> close) =>
        (Transport, Ended, _close) = (transport, Either(ended, budget.WasExceeded), close);

    public IClientTransport Transport { get; }

    /// <summary>Done when nothing more can come of it, with words for the log.</summary>
    public Task<string> Ended { get; }

    /// <summary>Why it ended; null when it has not. Whoever reads from it may notice the end before its reason is known.</summary>
    public async Task<string?> WhyAsync()
    {
        await ((Task)Ended).WaitAsync(ReasonTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Ended.IsCompleted ? await Ended : null;
    }

    /// <exception cref="McpLost">It cannot be had.</exception>
    public static async Task<McpLink> OpenAsync(
        string name, McpServerOptions options, WorkerCommand command, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var budget = new McpBudget(time);
        try
        {
            return options.Command.Length > 0
                ? OfProgram(KeptProgram.Start(command, StartOf(name, options), logger), options, budget)
                : OfAddress(options, await TokenAsync(options, cancellationToken), budget);
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or IOException or UnauthorizedAccessException or FormatException)
        {
            throw new McpLost(error.Message);
        }
    }

    public ValueTask DisposeAsync() => _close();

    private static McpLink OfProgram(KeptProgram program, McpServerOptions options, McpBudget budget)
    {
        var output = new GuardedStream(program.Output, MostPerMessage(options), isOfEvents: false, budget);
        return new(new StreamClientTransport(program.Input, output), budget, program.Exited, program.DisposeAsync);
    }

    private static McpLink OfAddress(McpServerOptions options, string token, McpBudget budget)
    {
        var address = new Uri(options.Address);
        var http = new HttpClient(new McpHttpHandler(address, token, budget, MostPerMessage(options))) { Timeout = Timeout.InfiniteTimeSpan };
        var settings = new HttpClientTransportOptions
        {
            Endpoint = address,
            TransportMode = HttpTransportMode.StreamableHttp,
            ConnectionTimeout = TimeSpan.FromSeconds(options.ConnectTimeoutSeconds),
            AdditionalHeaders = new Dictionary<string, string>(options.Headers),
        };
        var transport = new HttpClientTransport(settings, http, loggerFactory: null, ownsHttpClient: false);
        return new(transport, budget, new TaskCompletionSource<string>().Task, async () =>
        {
            await transport.DisposeAsync();
            http.Dispose();
        });
    }

    private static ProgramStart StartOf(string name, McpServerOptions options) => new(name, options.Command)
    {
        Arguments = options.Arguments,
        Environment = options.Environment,
        WorkingDirectory = options.WorkingDirectory,
        MemoryBytes = (long)options.MemoryMegabytes << 20,
    };

    private static async Task<string> TokenAsync(McpServerOptions options, CancellationToken cancellationToken)
    {
        if (options.TokenFile.Length == 0)
            return options.Token;
        var token = (await File.ReadAllTextAsync(options.TokenFile, cancellationToken)).Trim();
        return token.Length > 0 && token.All(static letter => letter is > ' ' and <= '~')
            ? token : throw new FormatException("the file of the token holds no printable ASCII without spaces");
    }

    /// <summary>As JSON a letter of a result may take six, and its structured form says it again.</summary>
    private static int MostPerMessage(McpServerOptions options) => (1 << 20) + (options.MaxResultBytes * 16);

    private static async Task<string> Either(Task<string> first, Task<string> second) => await await Task.WhenAny(first, second);
}
