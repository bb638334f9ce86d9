using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GroupChat.TestSupport;

namespace GroupChat.Bench.Servers;

/// <summary>Debian's nginx as a gRPC proxy in front of one server: one worker, connections to the server kept open.</summary>
internal sealed class NginxProcess : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";
    private readonly Process _process;
    private readonly string _folder;

    private NginxProcess(Process process, string address, string folder) => (_process, Address, _folder) = (process, address, folder);

    public string Address { get; }

    /// <summary>Processor time used since its start, in user and kernel mode.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Null where there is no nginx.</summary>
    public static async Task<NginxProcess?> StartAsync(string target)
    {
        if (!File.Exists(Program))
            return null;
        var port = FreePort.Find();
        var folder = Directory.CreateTempSubdirectory("groupchat-nginx-").FullName;
        var settings = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(settings, Settings(folder, port, new Uri(target).Authority));
        var process = Process.Start(new ProcessStartInfo(Program, ["-c", settings, "-p", folder]) { RedirectStandardError = true })!;
        process.ErrorDataReceived += static (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginErrorReadLine();
        for (var tries = 0; tries < 500 && !process.HasExited; tries++)
        {
            if (await CanConnectAsync(port))
                return new(process, $"http://127.0.0.1:{port}", folder);
            await Task.Delay(10);
        }

        throw new InvalidOperationException("nginx did not start");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // A single process, so that its processor time is that of the proxy. Limits as far away as they go, no logs.
    private static string Settings(string folder, int port, string target) =>
        $$"""
        daemon off;
        master_process off;
        user root;
        pid {{folder}}/pid;
        error_log stderr error;
        events { worker_connections 4096; }
        http {
          access_log off;
          client_body_temp_path {{folder}}/body;
          proxy_temp_path {{folder}}/proxy;
          fastcgi_temp_path {{folder}}/fastcgi;
          uwsgi_temp_path {{folder}}/uwsgi;
          scgi_temp_path {{folder}}/scgi;
          http2_max_concurrent_streams 1000;
          keepalive_requests 100000000;
          upstream chat { server {{target}}; keepalive 64; keepalive_requests 100000000; }
          server {
            listen 127.0.0.1:{{port}} http2;
            location / { grpc_pass grpc://chat; grpc_read_timeout 1h; grpc_send_timeout 1h; }
          }
        }
        """;

    private static async Task<bool> CanConnectAsync(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
