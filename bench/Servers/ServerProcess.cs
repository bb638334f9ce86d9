using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GroupChat.TestSupport;
using Grpc.Net.Client;

namespace GroupChat.Bench.Servers;

/// <summary>A server under test: a process of its own on a free loopback port, ended when disposed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Func<Task<Process>> _launch;
    private readonly string? _folder;
    private Process _process;

    private ServerProcess(Func<Task<Process>> launch, Process process, string address, TimeSpan readyAfter, string? folder)
    {
        (_launch, _process, _folder) = (launch, process, folder);
        Address = address;
        ReadyAfter = readyAfter;
    }

    public string Address { get; }

    /// <summary>From starting the process to its first answered call.</summary>
    public TimeSpan ReadyAfter { get; }

    public double MegabytesResident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (1024.0 * 1024.0);
        }
    }

    public long BytesResident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Processor time used since its start, in user and kernel mode.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public int Id => _process.Id;

    public static Task<ServerProcess> StartHubAsync()
    {
        var port = FreePort.Find();
        return StartAsync("dotnet", [Bench, "serve-hub", $"{port}"], port, null, CanConnectAsync);
    }

    public static Task<ServerProcess> StartEchoAsync()
    {
        var port = FreePort.Find();
        return StartAsync("dotnet", [Bench, "serve-echo", $"{port}"], port, null, CallEchoAsync);
    }

    public static Task<ServerProcess> StartGatewayAsync(params string[] settings) => StartAsync(Gateway, settings);

    /// <summary>ChatService in a process of its own.</summary>
    public static Task<ServerProcess> StartChatAsync(params string[] settings) => StartAsync(Chat, settings);

    /// <summary>nginx in front of another server; null where there is no nginx.</summary>
    public static async Task<ServerProcess?> StartNginxAsync(string target)
    {
        if (!File.Exists(Nginx.Program))
            return null;
        var port = FreePort.Find();
        var folder = Directory.CreateTempSubdirectory("groupchat-nginx-").FullName;
        var settings = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(settings, Nginx.Settings(folder, port, target));
        return await StartAsync(Nginx.Program, ["-c", settings, "-p", folder], port, folder, CanConnectAsync);
    }

    private static Task<ServerProcess> StartAsync(string dll, string[] settings)
    {
        var port = FreePort.Find();
        var folder = Directory.CreateTempSubdirectory("groupchat-bench-").FullName;
        return StartAsync("dotnet", [dll, "--urls", $"http://127.0.0.1:{port}", "--data", folder, .. settings], port, folder, CallReadyAsync);
    }

    /// <summary>Another process, at the same address and on the same data.</summary>
    public async Task RestartAsync()
    {
        await EndAsync();
        _process = await _launch();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    private async Task EndAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Bench => Path.Combine(AppContext.BaseDirectory, "GroupChat.Bench.dll");

    /// <summary>The gateway's own build output, not the copy beside this program: what a user starts.</summary>
    private static string Gateway => Built("Gateway", "GroupChat.Gateway.dll");

    private static string Chat => Built("ChatService", "GroupChat.Chat.dll");

    private static string Built(string project, string file) =>
        Path.Combine(AppContext.BaseDirectory.Replace("/bin/Bench/", $"/bin/{project}/", StringComparison.Ordinal), file);

    private static async Task<ServerProcess> StartAsync(string program, string[] arguments, int port, string? folder, Func<string, Task<bool>> probe)
    {
        var address = $"http://127.0.0.1:{port}";
        var start = Stopwatch.GetTimestamp();
        var process = await LaunchAsync();
        return new(LaunchAsync, process, address, Stopwatch.GetElapsedTime(start), folder);

        Task<Process> LaunchAsync() => ServerProcess.LaunchAsync(program, arguments, address, probe);
    }

    private static async Task<Process> LaunchAsync(string program, string[] arguments, string address, Func<string, Task<bool>> probe)
    {
        var start = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!await probe(address))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(60))
            {
                process.Kill();
                throw new InvalidOperationException($"{program} {arguments[0]} did not start");
            }

            await Task.Delay(10);
        }
        return process;
    }

    private static async Task<bool> CallEchoAsync(string address)
    {
        if (!await CanConnectAsync(address))
            return false;
        using var channel = GrpcChannel.ForAddress(address);
        await new Echoing.EchoService.EchoServiceClient(channel).EchoAsync(new() { Text = "ready" });
        return true;
    }

    private static async Task<bool> CallReadyAsync(string address)
    {
        if (!await CanConnectAsync(address))
            return false;
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(address + "/health/ready"));
        return answer.IsSuccessStatusCode;
    }

    /// <summary>Cheaper than a failing call while nobody listens yet.</summary>
    private static async Task<bool> CanConnectAsync(string address)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, new Uri(address).Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
