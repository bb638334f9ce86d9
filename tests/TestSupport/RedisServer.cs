using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GroupChat.TestSupport;

/// <summary>
/// A Redis of the test's own, on a free loopback port, without a disk. It can be killed, started again at the same place, and stopped
/// in its tracks. Gone when disposed.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private readonly string[] _options;
    private Process? _process;

    private RedisServer(string[] options) => _options = options;

    public int Port { get; private set; }

    /// <summary>Of the server that runs, or ran last.</summary>
    public int ProcessId { get; private set; }

    /// <summary>As the setting takes it.</summary>
    public string Configuration => $"127.0.0.1:{Port}";

    /// <param name="options">Further options of redis-server: <c>--requirepass</c>, <c>secret</c>.</param>
    public static async Task<RedisServer> StartAsync(params string[] options)
    {
        var server = new RedisServer(options);
        // Between finding a free port and taking it somebody else may take it.
        for (var attempt = 1; ; attempt++)
        {
            server.Port = FreePort.Find();
            if (await server.TryStartAsync())
                return server;
            if (attempt == 5)
                throw new InvalidOperationException("redis-server does not start: " + await File.ReadAllTextAsync(server._folder.File("log")));
        }
    }

    /// <param name="port">Where: for a server that is killed while many take ports.</param>
    public static async Task<RedisServer> StartAsync(int port)
    {
        var server = new RedisServer([]) { Port = port };
        await server.RestartAsync();
        return server;
    }

    /// <summary>A port where nobody listens, for a server that starts later.</summary>
    public static RedisServer NotStarted() => new([]) { Port = FreePort.Find() };

    /// <summary>Starts again at the same place.</summary>
    public async Task RestartAsync()
    {
        if (!await TryStartAsync())
            throw new InvalidOperationException("redis-server does not start again");
    }

    /// <summary>As with kill -9.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync().Within(Patience);
        process.Dispose();
    }

    /// <summary>Connections stay open and nothing moves, until <see cref="Resume"/>.</summary>
    public void Pause() => Signal(ProcessSignal.Stop);

    public void Resume() => Signal(ProcessSignal.Continue);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }

    private async Task<bool> TryStartAsync()
    {
        string[] arguments =
        [
            "--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _folder.Path, "--logfile", _folder.File("log"),
            .. _options,
        ];
        _process = Process.Start(new ProcessStartInfo("redis-server", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        ProcessId = _process.Id;
        var limit = Stopwatch.StartNew();
        while (limit.Elapsed < Patience && !_process.HasExited)
        {
            if (await AnswersAsync())
                return true;
            await Task.Delay(20);
        }

        await KillAsync();
        return false;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port).Within();
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray()).Within();
            var answer = new byte[64];
            var length = await client.GetStream().ReadAsync(answer).Within();
            // With a password it answers too, by refusing. It must be ours: another one may have taken the port.
            return Encoding.ASCII.GetString(answer, 0, length) is var text
                && (text.StartsWith("+PONG", StringComparison.Ordinal) || text.StartsWith("-NOAUTH", StringComparison.Ordinal))
                && _process is { HasExited: false };
        }
        catch (Exception error) when (error is SocketException or IOException or TimeoutException)
        {
            return false;
        }
    }

    private void Signal(int signal)
    {
        if (!ProcessSignal.Send(_process!.Id, signal))
            throw new InvalidOperationException($"signal {signal} was not delivered");
    }
}
